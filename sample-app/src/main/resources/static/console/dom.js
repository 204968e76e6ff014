export const byId = (id) => document.getElementById(id);

/** An element with text or other elements in it; what it is given is never read as HTML. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Sets text only if it is another one, so that a screen reader is not told it again. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

export function fact(name, value) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, value));
}

/** Opens a dialog, which closes with Escape or its button. */
export function open(dialog) {
  dialog.querySelector('.close').onclick = () => dialog.close();
  dialog.showModal();
}

/** Shows what went wrong, and what of it there is to list. */
export function showProblem(error, list = []) {
  byId('problem-text').textContent = error.message;
  byId('problem-list').replaceChildren(...list.map((line) => element('li', {}, line)));
  byId('problem').hidden = false;
}

export function hideProblem() {
  byId('problem').hidden = true;
}
