// Everything works without this file; it only spares steps. It holds no words: what people read comes from the page.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const toast = (element) => document.querySelector('.toasts')?.replaceChildren(element);

// Menus close when something else is pressed, and by Escape.
document.addEventListener('click', (event) => {
  for (const menu of all('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.activeElement?.closest('details.menu[open], details.confirm[open]');
  if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
});

// Partial refresh: a form or link with `data-refresh` fetches its page and takes over each `[data-swap]` by its id.
let latest = 0;
async function refresh(url, push) {
  const turn = ++latest;
  const regions = all('[data-swap]');
  for (const region of regions) region.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(url, { headers: { accept: 'text/html' } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (turn !== latest) return;
    const focused = document.activeElement?.id;
    for (const region of regions) {
      const fresh = page.getElementById(region.id);
      if (fresh) region.replaceWith(document.adoptNode(fresh));
    }
    if (push) history.pushState(null, '', url);
    document.title = page.title;
    if (focused) document.getElementById(focused)?.focus();
    const said = document.querySelector('[data-said]');
    const live = document.querySelector('[data-live-region]');
    if (said && live) live.textContent = said.textContent;
    ready(document);
  } catch {
    location.assign(url);
  }
}
const address = (form) => {
  const fields = [...new FormData(form)].filter(([, value]) => value !== '');
  return `${form.getAttribute('action') || location.pathname}?${new URLSearchParams(fields)}`;
};
let typing;
document.addEventListener('input', (event) => {
  const form = event.target.closest?.('form[data-refresh]');
  if (!form) return;
  clearTimeout(typing);
  typing = setTimeout(() => refresh(address(form), true), event.target.type === 'search' ? 350 : 0);
});
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.matches('[data-refresh]')) { event.preventDefault(); refresh(address(form), true); return; }
  // Pressed twice, sent once.
  if (form.method === 'post') setTimeout(() => all('button:not([type="button"])', form).forEach((button) => button.setAttribute('aria-busy', 'true')));
  if (form.dataset.sent) event.preventDefault();
  if (form.method === 'post') form.dataset.sent = 'yes';
});
addEventListener('pageshow', () => {
  for (const form of all('form[data-sent]')) { delete form.dataset.sent; all('[aria-busy]', form).forEach((button) => button.removeAttribute('aria-busy')); }
});
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('[data-swap] a[data-refresh], a[data-refresh]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  refresh(link.href, true);
});
addEventListener('popstate', () => { if (document.querySelector('[data-swap]')) refresh(location.href, false); });

// Selecting rows: all at once, a run with Shift, and how many there are.
let before;
function selected(form) {
  const boxes = all('tbody .pick input', form), on = boxes.filter((box) => box.checked), bulk = form.querySelector('.bulk');
  for (const box of boxes) box.closest('tr').classList.toggle('on', box.checked);
  const head = form.querySelector('[data-all]');
  if (head) { head.checked = on.length > 0 && on.length === boxes.length; head.indeterminate = on.length > 0 && on.length < boxes.length; }
  const count = form.querySelector('[data-count]');
  if (count) count.textContent = on.length;
  if (bulk) { bulk.dataset.live = ''; bulk.hidden = on.length === 0; }
}
document.addEventListener('click', (event) => {
  const form = event.target.closest?.('form[data-select]');
  if (!form || event.target.type !== 'checkbox' || !event.target.closest('.pick')) return;
  const boxes = all('tbody .pick input', form);
  if (event.target.matches('[data-all]')) for (const box of boxes) box.checked = event.target.checked;
  else if (event.shiftKey && boxes.includes(before)) {
    const [from, to] = [boxes.indexOf(before), boxes.indexOf(event.target)].sort((a, b) => a - b);
    for (const box of boxes.slice(from, to + 1)) box.checked = event.target.checked;
  }
  before = event.target;
  selected(form);
});

// Files: dropped into the plain file input, and told by name.
for (const kind of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(kind, (event) => {
    const zone = event.target.closest?.('[data-drop]');
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle('over', kind === 'dragover');
    if (kind !== 'drop') return;
    const input = zone.querySelector('input[type="file"]');
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
document.addEventListener('change', (event) => {
  const zone = event.target.type === 'file' ? event.target.closest('[data-drop]') : null;
  if (!zone) return;
  const told = zone.querySelector('output');
  if (told) told.textContent = [...event.target.files].map((file) => file.name).join('  ');
  if (zone.dataset.drop === 'send' && event.target.files.length) event.target.form.requestSubmit();
});

// Drafts: what is written is kept in this tab until it was taken, so that a dropped connection or an ended session loses nothing.
const place = (form) => `draft ${form.getAttribute('action')}`;
const ours = ['csrf', 'key', 'here', 'kept', 'drop', 'anyway'];
document.addEventListener('input', ({ target }) => {
  const form = target.closest?.('form[data-draft]');
  if (!form) return;
  const fields = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !ours.includes(name));
  try { sessionStorage.setItem(place(form), JSON.stringify(fields)); } catch { /* not kept then */ }
});
function redraft(form) {
  let fields = null;
  try { fields = JSON.parse(sessionStorage.getItem(place(form))); } catch { /* nothing was kept */ }
  for (const [name, value] of fields ?? []) {
    for (const field of all('[name]', form).filter((field) => field.name === name)) {
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = field.checked || field.value === value;
      else field.value = value;
    }
  }
}
// Where the page behind a form says that it was taken, its draft has done its work.
if (document.querySelector('main > .notice.success')) {
  try { for (const key of Object.keys(sessionStorage)) if (key.startsWith(`draft ${location.pathname}/`)) sessionStorage.removeItem(key); } catch { /* none was kept */ }
}

// Review: what is worked on right is shown left.
document.addEventListener('focusin', (event) => {
  const draft = event.target.closest?.('[data-source]');
  if (!draft) return;
  all('.draft.on, mark.on').forEach((element) => element.classList.remove('on'));
  draft.classList.add('on');
  for (const mark of all(draft.dataset.source)) mark.classList.add('on');
  document.querySelector(draft.dataset.source)?.scrollIntoView({ block: 'nearest' });
});

// There j and k go from item to item.
document.addEventListener('keydown', (event) => {
  if (!['j', 'k'].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || quiet()) return;
  if (event.target.closest?.('input, select, textarea, [contenteditable]')) return;
  const items = all('.review [data-source]'), now = items.indexOf(document.activeElement?.closest('[data-source]'));
  const next = items[Math.max(0, event.key === 'j' ? now + 1 : now - 1)];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'start' });
});

// Progress of long work: `{done, total, words, then}` a message.
function follow(element) {
  const source = new EventSource(element.dataset.events), bar = element.querySelector('progress'), words = element.querySelector('[data-words]');
  source.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    if (bar && told.total) { bar.max = told.total; bar.value = told.done; }
    if (words && told.words) words.textContent = told.words;
    if (told.then) { source.close(); location.assign(told.then); }
  };
}

// Keys: the page's own links with `data-key`, as "g h" or "/". `?` shows them all; a switch there turns single keys off.
const palette = document.getElementById('palette');
const quiet = () => { try { return localStorage.getItem('keys') === 'off'; } catch { return false; } };
const keyed = () => all('[data-key]').filter((element) => (element.checkVisibility?.() ?? element.getClientRects().length));
function open() {
  const list = palette.querySelector('ul');
  list.replaceChildren(...keyed().filter((element) => element.href).map((element) => {
    const item = document.createElement('li'), link = document.createElement('a'), key = document.createElement('kbd');
    link.href = element.href;
    link.textContent = element.textContent.trim();
    key.textContent = element.dataset.key;
    link.append(key);
    item.append(link);
    return item;
  }));
  palette.querySelector('[data-keys-off]').checked = quiet();
  palette.showModal();
}
palette?.addEventListener('input', ({ target }) => {
  if (target.matches('[data-keys-off]')) { try { localStorage.setItem('keys', target.checked ? 'off' : 'on'); } catch { /* not kept then */ } return; }
  for (const item of all('li', palette)) item.hidden = !item.textContent.toLowerCase().includes(target.value.trim().toLowerCase());
});
let pressed = '', since = 0;
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'k' && palette) { event.preventDefault(); open(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || quiet() || palette?.open) return;
  if (event.target.closest?.('input, select, textarea, [contenteditable]')) return;
  if (event.key === '?' && palette) { open(); return; }
  pressed = event.timeStamp - since < 1200 && pressed ? `${pressed} ${event.key}` : event.key;
  since = event.timeStamp;
  const found = keyed().find((element) => element.dataset.key === pressed);
  if (!found) return;
  event.preventDefault();
  pressed = '';
  if (found.matches('input, textarea, select')) found.focus(); else found.click();
});

// Copying, printing: buttons that can do nothing without a script are hidden until there is one.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy], [data-print]');
  if (!button) return;
  if ('print' in button.dataset) { print(); return; }
  await navigator.clipboard?.writeText(button.dataset.copy);
  const told = document.createElement('p');
  told.className = 'notice success';
  told.textContent = button.dataset.done ?? '';
  toast(told);
});

function ready(root) {
  all('[data-copy], [data-print]', root).forEach((button) => { button.hidden = false; });
  all('form[data-select]', root).forEach(selected);
}
ready(document);
all('[data-events]').forEach(follow);
all('form[data-draft=""]').forEach(redraft);
document.getElementById('errors')?.focus();
