import { fromDatabaseError, isRetryable } from './database-error.js';

const codeOf = (error: object): string | undefined => fromDatabaseError(error)?.code;

describe('what the database says', () => {
  test.each([
    { code: '57P01', message: 'terminating connection due to administrator command' },
    { code: '57P03', message: 'the database system is starting up' },
    { code: '08006', message: 'connection failure' },
    { code: '53300', message: 'too many clients' },
    { code: 'ECONNREFUSED' },
    { code: 'ECONNRESET' },
    { message: 'Connection terminated unexpectedly' },
    { message: 'Client has encountered a connection error and is not queryable' },
    { message: 'Query runner already released. Cannot run queries anymore.' },
  ])('a connection that broke is unavailable: %j', (error) => {
    expect(codeOf(error)).toBe('server.unavailable');
  });

  test('a refusal of a trigger is the problem that it names, with its facts', () => {
    const refused = fromDatabaseError({ code: 'GX001', message: 'period.closed', detail: '{"date":"2026-10-31"}' });
    expect([refused?.code, refused?.facts]).toEqual(['period.closed', { date: '2026-10-31' }]);
    expect(codeOf({ code: 'GX001', message: 'nothing that we know' })).toBeUndefined();
  });

  test('constraints are told apart, what may succeed next time is busy, and a bug stays one', () => {
    expect(codeOf({ code: '23505', detail: 'Key (code)=(A) already exists.' })).toBe('record.exists');
    expect(codeOf({ code: '23503', detail: 'Key (id)=(1) is still referenced from table "x".' })).toBe('record.in-use');
    expect(codeOf({ code: '23503', detail: 'Key (owner_id)=(1) is not present.' })).toBe('record.unknown');
    expect(codeOf({ code: '22003' })).toBe('request.malformed');
    expect([codeOf({ code: '55P03' }), isRetryable({ code: '40P01' }), isRetryable({ code: '55P03' })]).toEqual([
      ...['request.busy', true, false],
    ]);
    expect(codeOf(new TypeError('x is undefined'))).toBeUndefined();
    expect(codeOf({ code: '42703', message: 'column does not exist' })).toBeUndefined();
  });
});
