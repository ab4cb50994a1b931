/** The values of rows, column by column in the order of `names`, as `unnest` takes them; what is missing is null. */
export const arraysOf = <Row extends object>(rows: readonly Row[], ...names: readonly (keyof Row)[]): unknown[][] =>
  names.map((name) => rows.map((row) => row[name] ?? null));
