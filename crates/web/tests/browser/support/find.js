// What a person finds by its words: arguments are the kind of thing, its words, and the words that stand beside it (or null).
// Answers {found: element} or {lacks: sentence}.
const [kind, words, beside] = arguments;
const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const visible = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && element.getClientRects().length > 0
  && !element.closest('[aria-hidden="true"]');
const bare = (element) => {
  const copy = element.cloneNode(true);
  for (const extra of copy.querySelectorAll('.need, .sr, .count, .shape, small, kbd, input, select, textarea, output')) extra.remove();
  return tidy(copy.textContent);
};
const names = (element) => [tidy(element.getAttribute('aria-label')), tidy(element.innerText), bare(element), tidy(element.value)].filter(Boolean);

function things() {
  if (kind === 'press') {
    return [...document.querySelectorAll('a[href], button, summary, input[type="submit"], [role="button"]')].filter(visible)
      .map((element) => ({ element, names: names(element) }));
  }
  if (kind === 'option') {
    return [...document.querySelectorAll('input[type="radio"], input[type="checkbox"]')].filter((input) => !input.disabled)
      .map((element) => ({ element, names: [...element.labels].filter(visible).flatMap(names).concat(tidy(element.getAttribute('aria-label'))).filter(Boolean) }));
  }
  return [...document.querySelectorAll('input:not([type="hidden"]):not([type="submit"]):not([type="radio"]):not([type="checkbox"]), select, textarea')]
    .filter((element) => element.type === 'file' || visible(element))
    .map((element) => ({ element, names: [...element.labels].flatMap(names).concat(tidy(element.getAttribute('aria-label'))).filter(Boolean) }));
}

const all = things();
let near = all.filter(({ names }) => names.some((name) => name.includes(words)));
if (beside) {
  // The smallest thing around each candidate that says these words; the smallest of them all wins.
  const sizes = new Map();
  for (const { element } of near) {
    for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
      if (tidy(around.innerText).includes(beside)) { sizes.set(element, around.innerText.length); break; }
    }
  }
  const least = Math.min(...sizes.values());
  near = near.filter(({ element }) => sizes.get(element) === least);
}
const exact = near.filter(({ names }) => names.includes(words));
if (exact.length) near = exact;
const places = new Set(near.map(({ element }) => element.href || element));
const list = (some) => some.slice(0, 40).map(({ names }) => names[0]).join(' | ');
if (near.length === 0) return { lacks: `no ${kind} says “${words}”${beside ? ` beside “${beside}”` : ''}; there are: ${list(all)}` };
if (places.size > 1) return { lacks: `${places.size} of kind ${kind} say “${words}”, say more words or what stands beside: ${list(near)}` };
near[0].element.scrollIntoView({ block: 'center' });
return { found: near[0].element };
