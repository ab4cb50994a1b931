import type { LineGrid } from './useLineGrid';

/** Keys while a cell is being edited. */
function editKey(grid: LineGrid, event: KeyboardEvent): boolean {
  const choosing = grid.options.value.length > 0;
  if (choosing && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    grid.mark(event.key === 'ArrowDown' ? 1 : -1);
    return false;
  }
  if (event.key === 'Escape') {
    grid.cancel();
    return true;
  }
  const leaves = ['Enter', 'Tab', 'ArrowUp', 'ArrowDown'].includes(event.key);
  if (!leaves) return false;
  // What is wrong is mended first: nobody is carried on over it.
  if (!grid.commit(true)) return true;
  // After a pick people go on to the quantity, after a figure to the next row.
  const next = event.key === 'Enter' && choosing ? 'Tab' : event.key;
  grid.go(next === 'Tab' && event.shiftKey ? 'BackTab' : next);
  return true;
}

const MOVES = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

function withControl(grid: LineGrid, event: KeyboardEvent): boolean {
  if (event.key === 'd') grid.copyDown();
  else if (event.key === 'Delete') grid.removeRow(grid.at.value.row);
  else return false;
  return true;
}

/** Keys on a cell that is not being edited; what is typed goes to its input. Tab leaves the grid at its ends, so nobody is trapped. */
function moveKey(grid: LineGrid, event: KeyboardEvent): boolean {
  const { key } = event;
  const { row, column } = grid.at.value;
  if (key === 'Tab') {
    const atEnd = event.shiftKey ? row === 0 && column === 0 : row === grid.count.value - 1;
    if (atEnd) return false;
    grid.go(event.shiftKey ? 'BackTab' : 'Tab');
  } else if (MOVES.has(key)) grid.go(key);
  else if (key === 'Enter' || key === 'F2') grid.start();
  else if (key === 'Delete' || key === 'Backspace') grid.clear();
  else return false;
  return true;
}

/** Keys that work whether or not a cell is being edited; undefined when it is none of them. */
function anyKey(grid: LineGrid, event: KeyboardEvent): boolean | undefined {
  if (event.key === 'Enter') {
    event.preventDefault();
    if (grid.commit(true)) grid.addRow();
    return true;
  }
  // Saving takes what is being typed along; the form handles the key itself.
  if (event.key === 's') {
    grid.commit(true);
    return false;
  }
  return undefined;
}

/** What every key of an input method says it is; the one that begins a text, or ends it in Safari, is not yet or no more composing. */
const COMPOSED = 229;

/** Handles a key of the grid; answers whether the focus has to follow. */
export function gridKey(grid: LineGrid, event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === COMPOSED) return false;
  const control = event.ctrlKey || event.metaKey;
  const common = control ? anyKey(grid, event) : undefined;
  if (common !== undefined) return common;
  if (!grid.editing.value) {
    const handled = control ? withControl(grid, event) : !event.altKey && moveKey(grid, event);
    if (handled) event.preventDefault();
    return handled;
  }
  // In the picker the arrows choose and must not move the caret.
  const choosing = grid.options.value.length > 0 && ['ArrowUp', 'ArrowDown'].includes(event.key);
  const handled = !control && editKey(grid, event);
  if (handled || choosing) event.preventDefault();
  return handled;
}
