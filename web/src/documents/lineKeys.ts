import type { LineGrid } from './useLineGrid';

/** Keys while a cell is being edited. */
function editKey(grid: LineGrid, event: KeyboardEvent): boolean {
  const choosing = grid.options.value.length > 0;
  if (choosing && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    grid.picked.value = (grid.picked.value + step + grid.options.value.length) % grid.options.value.length;
    return false;
  }
  if (event.key === 'Escape') {
    grid.cancel();
    return true;
  }
  const leaves = ['Enter', 'Tab', 'ArrowUp', 'ArrowDown'].includes(event.key);
  if (!leaves || !grid.commit()) return false;
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

/** Keys on a cell that is not being edited. Tab leaves the grid at its ends, so nobody is trapped. */
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
  else if (key.length === 1) grid.start(key);
  else return false;
  return true;
}

/** Handles a key of the grid; answers whether the focus has to follow. */
export function gridKey(grid: LineGrid, event: KeyboardEvent): boolean {
  if (event.isComposing) return false;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === 'Enter') {
    event.preventDefault();
    if (grid.commit()) grid.addRow();
    return true;
  }
  let handled: boolean;
  if (grid.editing.value) {
    const arrows = grid.options.value.length > 0 && event.key.startsWith('Arrow');
    handled = control ? false : editKey(grid, event);
    if (arrows && !event.key.endsWith('Left') && !event.key.endsWith('Right')) event.preventDefault();
  } else if (control) handled = withControl(grid, event);
  else handled = event.altKey ? false : moveKey(grid, event);
  if (handled) event.preventDefault();
  return handled;
}
