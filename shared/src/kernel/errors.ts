import { MODULE_PROBLEMS, type ProblemDefinition } from './module-errors.js';

export type { ProblemDefinition };

/**
 * Every problem of the product. 400: malformed. 409: others' facts stand in the way and the same request may succeed
 * later. 422: it never can.
 */
export const PROBLEMS = {
  'request.malformed': { status: 400, zh: '请求读不懂：{reason}', en: 'The request cannot be read: {reason}' },
  'request.invalid': {
    status: 400,
    zh: '有 {count} 处填写不对，没有保存',
    en: 'Entries that need attention: {count}; nothing was saved',
  },
  'request.unknown-parameter': { status: 400, zh: '不认识参数「{parameter}」', en: 'Unknown parameter “{parameter}”' },
  'request.bad-parameter': {
    status: 400,
    zh: '参数「{parameter}」的值不对',
    en: 'The value of parameter “{parameter}” is not valid',
  },
  'request.bad-cursor': {
    status: 400,
    zh: '翻页位置无效，从第一页重新开始',
    en: 'The page position is not valid; start from the first page',
  },
  'request.no-dry-run': { status: 400, zh: '这个请求不能试算', en: 'This request cannot be tried out' },
  'auth.required': { status: 401, zh: '登录后再继续', en: 'Sign in to continue' },
  'auth.expired': { status: 401, zh: '登录已过期，重新登录', en: 'Your session has ended; sign in again' },
  'auth.wrong': { status: 401, zh: '账号或密码不对', en: 'Wrong user name or password' },
  'auth.locked': {
    status: 429,
    zh: '错误次数太多，{retryAfter} 秒后再试',
    en: 'Too many failed attempts; try again in {retryAfter} s',
  },
  'auth.link': {
    status: 404,
    zh: '链接已用过或已过期，向管理员要一个新的',
    en: 'This link was used or has expired; ask your administrator for a new one',
  },
  'auth.setup-done': { status: 409, zh: '公司已经建好，直接登录', en: 'The company is set up already; sign in' },
  'auth.wrong-password': { status: 422, zh: '当前密码不对', en: 'The current password is wrong' },
  'auth.demo-only': { status: 403, zh: '只有演示公司能切换用户', en: 'Only demo companies can switch users' },
  'access.denied': {
    status: 403,
    zh: '你没有「{permission}」权限，找管理员开通',
    en: 'You need the permission “{permission}”; ask an administrator',
  },
  'access.decider': {
    status: 403,
    zh: '你因为审批能看这张单据，改动要由数据范围包含它的人来做',
    en: 'You may read this document because you decide on it; it is changed by those whose scope it is in',
  },
  'field.hidden': {
    status: 403,
    zh: '你看不到字段「{field}」，不能用它筛选、排序或查找',
    en: 'The field “{field}” is hidden from you, so it cannot be filtered, sorted or searched by',
  },
  'field.read-only': { status: 403, zh: '你不能修改字段「{field}」', en: 'You may not change the field “{field}”' },
  'record.not-found': { status: 404, zh: '找不到，或你无权查看', en: 'Not found, or outside what you may see' },
  'route.not-found': { status: 404, zh: '没有这个地址', en: 'There is no such address' },
  'record.exists': { status: 409, zh: '「{value}」已存在，换一个', en: '“{value}” exists already; choose another' },
  'record.in-use': {
    status: 409,
    zh: '正在被使用，不能删除，可以归档',
    en: 'It is in use and cannot be deleted; archive it instead',
  },
  'record.archived': {
    status: 422,
    zh: '「{name}」已归档，不能再选用',
    en: '“{name}” is archived and cannot be chosen',
  },
  'record.unknown': {
    status: 422,
    zh: '「{field}」指向的记录不存在，或你无权查看',
    en: 'The record named in “{field}” does not exist, or you may not see it',
  },
  'dictionary.unknown': {
    status: 422,
    zh: '字典里没有可用的「{word}」（{dictionary}），重新选一个',
    en: '“{word}” is not a word in use of the dictionary “{dictionary}”; choose another',
  },
  'record.impossible': {
    status: 422,
    zh: '这些值不能同时成立（{rule}），什么都没有改变',
    en: 'These values cannot stand together ({rule}); nothing was changed',
  },
  'record.cycle': { status: 422, zh: '「{field}」不能形成循环', en: '“{field}” must not form a circle' },
  'record.stale': {
    status: 412,
    zh: '别人刚改过，载入最新内容后再改；你的输入还在',
    en: 'Somebody changed it meanwhile; load the latest and try again. Your entries are kept',
  },
  'record.precondition': {
    status: 428,
    zh: '缺少 If-Match：带上你读到的版本',
    en: 'If-Match is missing: send the version that you read',
  },
  'request.too-large': { status: 413, zh: '内容太大', en: 'The content is too large' },
  'request.media-type': {
    status: 415,
    zh: '不支持这种内容类型，用 application/json',
    en: 'This content type is not supported; use application/json',
  },
  'request.busy': { status: 409, zh: '正忙，稍后再试', en: 'Busy; try again in a moment' },
  'attachment.kind': {
    status: 415,
    zh: '不收这种文件：{name}。可以是 PDF、图片、Office 文档、压缩包或纯文本',
    en: 'Files of this kind are not accepted: {name}. PDF, images, office documents, archives and plain text are',
  },
  'attachment.fixed': {
    status: 409,
    zh: '单据带着这个附件提交，审批以它为据；单据退回草稿前不能删除',
    en: 'The document was submitted with this file and is decided on it; it stays until the document is a draft again',
  },
  'attachment.single': {
    status: 400,
    zh: '一次只传一个文件，什么都没有保存',
    en: 'Send one file at a time; nothing was kept',
  },
  'idempotency.mismatch': {
    status: 422,
    zh: '这个 Idempotency-Key 已用于另一个请求，换一个新的',
    en: 'This Idempotency-Key was used for another request; use a new one',
  },
  'server.failed': {
    status: 500,
    zh: '出错了，什么都没有改变。把编号 {instance} 告诉管理员',
    en: 'Something failed and nothing was changed. Tell your administrator the number {instance}',
  },
  'server.unavailable': {
    status: 503,
    zh: '暂时连不上数据库，稍后再试',
    en: 'The database cannot be reached; try again in a moment',
  },

  'document.state': {
    status: 409,
    zh: '单据{state}，不能{act}',
    en: 'The document is {state}; “{act}” is not possible',
  },
  'document.empty': { status: 422, zh: '至少要有一行明细', en: 'At least one line is needed' },
  'document.source': {
    status: 409,
    zh: '来源单据 {number} {state}，不能再据此执行',
    en: '{number}, which this comes from, is {state}; nothing more can be done from it',
  },
  'document.depended-on': {
    status: 409,
    zh: '{number} 依赖它，先作废 {number}',
    en: '{number} depends on it; void {number} first',
  },
  'amendment.open': {
    status: 409,
    zh: '有一份修订还没有完成，先撤回或放弃它',
    en: 'An amendment is still open; take it back or discard it first',
  },
  'amendment.none': { status: 409, zh: '没有进行中的修订', en: 'There is no open amendment' },
  'amendment.fixed': {
    status: 422,
    zh: '修订不能改「{field}」：随时可改的字段直接在单据上改，其余的另开一张',
    en: 'An amendment cannot change “{field}”: fields that stay open are changed on the document itself, others need a new document',
  },
  'amendment.unchanged': { status: 422, zh: '修订与现行内容相同，没有可审批的', en: 'The amendment changes nothing' },
  'amendment.below-done': {
    status: 409,
    zh: '第 {lineNo} 行已执行 {done}，不能减到 {required}',
    en: 'Line {lineNo}: {done} is done already, so it cannot be reduced to {required}',
  },
  'document.reason': { status: 422, zh: '要写原因', en: 'A reason is needed' },
  'approval.author': {
    status: 403,
    zh: '你是提交人或编辑者，不能自己审批',
    en: 'You wrote or submitted this, so you cannot approve it',
  },
  'approval.not-yours': { status: 403, zh: '现在不轮到你审批', en: 'It is not your turn to decide' },
  'approval.no-approver': {
    status: 422,
    zh: '找不到可以审批的人：{reason}。在系统设置里指定上级，或在最终审批人中至少放两个人',
    en: 'Nobody can approve this: {reason}. Name a superior, or put at least two people into the final approvers in the settings',
  },
  'user.inactive': { status: 409, zh: '账号已停用，先启用', en: 'The account is out of use; let it in first' },
  'approval.no-flow': {
    status: 422,
    zh: '没有适用于这张单据的审批流程。在审批流程里加一条没有条件的流程',
    en: 'No approval flow applies to this document. Add one without conditions to the approval flows',
  },
  'approval.second-person': {
    status: 422,
    zh: '公司里只有你一个人。单据要由第二个人放行，先邀请一位同事',
    en: 'You are the only person here. A second person must release documents; invite a colleague first',
  },
  'approval.final-pool': {
    status: 422,
    zh: '最终审批人至少要两个人，否则其中一人的单据没有人能批',
    en: 'The final approvers must be at least two people, or nobody could approve what one of them writes',
  },
  'company.mixed': {
    status: 422,
    zh: '{number} 属于另一家公司，一张单据只能用同一家公司的来源、仓库和账户',
    en: '{number} belongs to another company; a document takes sources, warehouse and account of its own company',
  },
  'company.fixed': {
    status: 422,
    zh: '公司在新建后不能改，换公司要另建一份',
    en: 'The company stays as it was created; make another one for another company',
  },
  'approval.no-successor': {
    status: 409,
    zh: '「{number}」{about} 还在等这个人审批，换不到别人。先指定上级，或在最终审批人中再加一个人',
    en: '“{number}” {about} waits for this person, and nobody else could decide it. Name a superior, or add somebody to the final approvers first',
  },
  'approval.not-submitter': { status: 403, zh: '只有提交人能撤回', en: 'Only the submitter can take it back' },
  'approval.decided': { status: 409, zh: '已经有人作了决定', en: 'Somebody has decided already' },
  'approval.assignee': {
    status: 422,
    zh: '不能转交给「{name}」：作者不能审批自己的单据',
    en: 'It cannot be handed to “{name}”: authors never approve their own documents',
  },
  'approval.fellow': {
    status: 422,
    zh: '「{name}」本来就是这一步的审批人，转交给别人',
    en: '{name} decides this step already; hand it to somebody else',
  },
  'approval.separation': {
    status: 409,
    zh: '数据库拒绝：作者不能审批，未经审批不能生效',
    en: 'Refused by the database: authors never approve, and nothing takes effect without approval',
  },
  'period.closed': {
    status: 423,
    zh: '{date} 所在期间已结账，换一个日期',
    en: 'The period of {date} is closed; choose another date',
  },
  'numbering.exists': { status: 409, zh: '编号规则已存在', en: 'This numbering rule exists already' },
  ...MODULE_PROBLEMS,
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemCode = keyof typeof PROBLEMS;
