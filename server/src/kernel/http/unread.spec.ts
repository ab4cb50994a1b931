import { takenOf } from './unread.js';

test('a route takes a body, or a query, when a parameter of it is that', () => {
  expect(takenOf(['5:0', '3:1'])).toEqual({ body: true, query: false });
  expect(takenOf(['4:0', '5:1'])).toEqual({ body: false, query: true });
  expect(takenOf([])).toEqual({ body: false, query: false });
});

test('a parameter of our own is neither, however its random name begins', () => {
  for (const start of ['3', '4', '3f', '4_x', '33'])
    expect(takenOf([`${start}b0c__customRouteArgs__:1`])).toEqual({ body: false, query: false });
});
