import type { Words } from './words.js';

export const en: Words = {
  company: 'Cloudpeak Industrial Supply (Demo) Ltd',
  people: {
    families: [
      'Ashcombe',
      'Birchall',
      'Corwen',
      'Draycott',
      'Ellerby',
      'Fenwright',
      'Garrow',
      'Hollis',
      'Iverson',
      'Kestrel',
      'Lindqvist',
      'Marlowe',
      'Norwood',
      'Ormsby',
      'Penrose',
      'Quennell',
    ],
    givens: [
      'Alice',
      'Ben',
      'Clara',
      'David',
      'Erin',
      'Felix',
      'Grace',
      'Henry',
      'Iris',
      'Jonas',
      'Kate',
      'Leo',
      'Maya',
      'Noah',
      'Olive',
      'Paul',
      'Ruth',
      'Simon',
      'Tessa',
      'Victor',
    ],
  },
  fullName: (family, given) => `${given} ${family}`,
  // 555-0100 to 555-0199 are kept free for stories.
  phone: (random) => `+1 202 555 01${String(Math.floor(random * 100)).padStart(2, '0')}`,
  brands: {
    heads: ['Nor', 'Kel', 'As', 'Vel', 'Tor', 'Bri', 'Hal', 'Mer', 'Os', 'Dun', 'Ryl', 'Cas'],
    tails: ['vane', 'drin', 'trova', 'mark', 'wick', 'stane', 'quist', 'dell'],
  },
  places: [
    ...[
      { name: 'Larkmere', region: 'east' },
      { name: 'Ostvale', region: 'east' },
      { name: 'Greywater', region: 'east' },
    ],
    ...[
      { name: 'Quillport', region: 'south' },
      { name: 'Sandrow', region: 'south' },
    ],
    ...[
      { name: 'Tarnwick', region: 'north' },
      { name: 'Highfell', region: 'north' },
    ],
    ...[
      { name: 'Midhaven', region: 'central' },
      { name: 'Brindlow', region: 'central' },
      { name: 'Westerby', region: 'west' },
    ],
  ],
  trades: [
    ...[
      { name: 'Automation', industry: 'C' },
      { name: 'Precision Machinery', industry: 'C' },
      { name: 'Packaging Machines', industry: 'C' },
    ],
    ...[
      { name: 'Machine Tools', industry: 'C' },
      { name: 'Energy Equipment', industry: 'C' },
      { name: 'Textile Machinery', industry: 'C' },
    ],
    ...[
      { name: 'Electrical Trading', industry: 'F' },
      { name: 'Industrial Trading', industry: 'F' },
      { name: 'Storage Systems', industry: 'G' },
    ],
    ...[
      { name: 'Building Machines', industry: 'E' },
      { name: 'Information Systems', industry: 'I' },
    ],
  ],
  companyName: (place, brand, trade) => `${brand} ${trade} ${place} Ltd`,
  streets: ['Foundry Road', 'Harbour Street', 'Mill Lane', 'Kiln Avenue', 'Signal Road', 'Canal Street', 'Works Way'],
  address: (street, number) => `${number} ${street}`,
  contactTitles: [
    'Purchasing manager',
    'Buyer',
    'Head of maintenance',
    'Chief engineer',
    'Plant manager',
    'Head of finance',
    'Managing director',
  ],
  bank: 'Bank of Larkmere',
  departments: {
    office: 'Head office',
    sales: 'Sales',
    keyAccounts: 'Key accounts',
    warehouse: 'Warehouse',
    finance: 'Finance',
  },
  titles: {
    ...{
      manager: 'Managing director',
      salesHead: 'Head of sales',
      keyHead: 'Key account manager',
      seller: 'Sales engineer',
    },
    ...{
      warehouseHead: 'Head of warehouse',
      keeper: 'Storekeeper',
      financeHead: 'Head of finance',
      accountant: 'Accountant',
    },
  },
  roles: { manager: 'Management', salesHead: 'Sales lead', sales: 'Sales', warehouse: 'Warehouse', finance: 'Finance' },
  warehouses: [
    { code: 'WH01', name: 'Larkmere main warehouse', address: '18 Works Way, Larkmere' },
    { code: 'WH02', name: 'Quillport branch warehouse', address: '66 Harbour Street, Quillport' },
  ],
  accounts: { bank: 'Current account', cash: 'Petty cash' },
  carriers: ['Greylag Freight', 'Tern Parcel', 'Fell & Dale Haulage', 'Collected by the customer'],
  tags: ['Watch closely', 'Yearly contract', 'Price-sensitive', 'New customer'],
  reasons: {
    rejected: [
      'The discount is above your limit: please explain',
      'That date cannot be kept: please agree it with the warehouse',
      'A receipt is missing',
    ],
    lost: ['The customer took a cheaper offer', 'The project was put off', 'The specification did not fit'],
    void: ['Entered twice', 'Cancelled by the customer', 'Wrong details, written anew'],
    closed: ['The customer no longer needs the rest', 'The rest was waived by agreement'],
  },
  agreed: ['Agreed', 'Checked and agreed', 'Fair price, agreed'],
  notes: {
    opening: 'Stock when the system was introduced',
    bought: 'Purchased goods received',
    oldInvoice: 'Carried over from last year',
    deposit: 'Deposit for the order',
  },
  talks: [
    {
      kind: 'visit',
      summary: 'Visited the shop floor to see how {product} is used',
      result: 'Runs well; an extension is planned for next quarter',
      next: 'List what the extension needs and quote it',
    },
    {
      kind: 'call',
      summary: 'Agreed the delivery date of {product}',
      result: 'Two weeks are fine',
      next: 'Watch the dispatch',
    },
    {
      kind: 'wechat',
      summary: 'Asked for the price of {product}',
      result: 'Sent a guide price',
      next: 'Ask in three days whether they order',
    },
    { kind: 'mail', summary: 'Sent data sheets of the new {product}', result: null, next: 'Call for their opinion' },
    {
      kind: 'meeting',
      summary: 'Talked about a yearly contract',
      result: 'No agreement on payment terms yet',
      next: 'Prepare new payment terms',
    },
    {
      kind: 'visit',
      summary: 'Was there when the goods were accepted',
      result: 'Quantity and looks are right; signed',
      next: null,
    },
    {
      kind: 'call',
      summary: 'Reminded of the invoice that is due',
      result: 'Will pay this month',
      next: 'See whether the money has come',
    },
    { kind: 'call', summary: 'Asked how {product} performs', result: 'Content; would recommend us', next: null },
    { kind: 'wechat', summary: 'Season’s greetings', result: null, next: null },
    {
      kind: 'meeting',
      summary: 'Engineering talk: choosing {product}',
      result: 'They want a sample to test',
      next: 'Send a sample',
    },
  ],
  trips: [
    {
      purpose: 'Customer visits in Larkmere',
      lines: [
        ['travel', 'Train, both ways', 180, 640],
        ['travel', 'Hotel, one night', 260, 480],
        ['meal', 'Working lunch', 120, 520],
      ],
    },
    {
      purpose: 'Trade fair in Quillport',
      lines: [
        ['travel', 'Flight', 680, 1480],
        ['travel', 'Hotel, three nights', 840, 1560],
        ['transport', 'Local transport', 60, 210],
        ['other', 'Printing of leaflets', 320, 900],
      ],
    },
    {
      purpose: 'Office supplies of the quarter',
      lines: [
        ['office', 'Paper and toner', 260, 780],
        ['office', 'Filing cabinet', 380, 960],
      ],
    },
    {
      purpose: 'Customers as guests',
      lines: [
        ['meal', 'Dinner', 360, 1280],
        ['transport', 'Cars', 60, 240],
      ],
    },
    {
      purpose: 'Late work in the warehouse',
      lines: [
        ['meal', 'Evening meal', 90, 260],
        ['transport', 'Taxi at night', 40, 120],
      ],
    },
    {
      purpose: 'Costs on the way to customers',
      lines: [
        ['transport', 'Tolls', 45, 320],
        ['transport', 'Parking', 15, 60],
      ],
    },
  ],
};
