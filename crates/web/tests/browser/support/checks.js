// What we ask of every page beyond axe: answers sentences, each with a selector. The argument is the least size of targets.
const [least] = arguments;
const faults = [];
const where = (element) => {
  if (element.id) return `${element.localName}#${element.id}`;
  const name = element.localName + [...element.classList].map((word) => `.${word}`).join('');
  return element.parentElement && element.parentElement !== document.body ? `${element.parentElement.localName} > ${name}` : name;
};
const say = (element, sentence) => faults.push(`${where(element)}: ${sentence} «${(element.innerText || element.value || '').trim().slice(0, 30)}»`);
const visible = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && element.getClientRects().length > 0;

const ids = new Map();
for (const element of document.querySelectorAll('[id]')) {
  if (ids.has(element.id)) say(element, `the id “${element.id}” stands twice`);
  ids.set(element.id, element);
}
for (const label of document.querySelectorAll('label[for]')) if (!label.control) say(label, `a label for “${label.htmlFor}”, which is no field`);
for (const element of document.querySelectorAll('[aria-describedby], [aria-labelledby]')) {
  for (const id of `${element.getAttribute('aria-describedby') ?? ''} ${element.getAttribute('aria-labelledby') ?? ''}`.split(/\s+/).filter(Boolean)) {
    if (!ids.has(id)) say(element, `described by “${id}”, which is not there`);
  }
}
for (const field of document.querySelectorAll('input:not([type="hidden"]), select, textarea')) {
  if (['submit', 'button'].includes(field.type)) continue;
  if (!field.labels.length && !field.hasAttribute('aria-label') && !field.hasAttribute('aria-labelledby')) say(field, 'a field without a label');
}
if (document.querySelectorAll('h1').length !== 1) faults.push(`h1: there are ${document.querySelectorAll('h1').length}, there must be one`);
if (!document.title.trim()) faults.push('title: the page has none');
if (!document.documentElement.lang) faults.push('html: its language is not told');
for (const element of document.querySelectorAll('*')) {
  for (const { name } of element.attributes) if (name === 'style' || name.startsWith('on')) say(element, `has the attribute ${name}, which the policy of the page forbids`);
  if (visible(element) && element.childNodes.length && getComputedStyle(element).fontStyle !== 'normal') say(element, 'is slanted; Chinese never is');
}
for (const style of document.querySelectorAll('style')) say(style, 'an inline style sheet');
for (const script of document.querySelectorAll('script:not([src])')) if (script.type !== 'application/json') say(script, 'an inline script');

// Targets: links within sentences are exempt (WCAG 2.5.8), and those in charts, which have their equal in the table below.
for (const element of document.querySelectorAll('a[href], button, select, summary, input:not([type="hidden"]), textarea')) {
  if (!visible(element) || element.disabled || element.matches('.skip') || element.closest('svg')) continue;
  const within = element.closest('p, li, dd, td, th, blockquote, small');
  if (element.localName === 'a' && getComputedStyle(element).display === 'inline' && within) continue;
  const label = ['checkbox', 'radio'].includes(element.type) ? element.closest('label') : null;
  const box = (label ?? element).getBoundingClientRect();
  if (element.matches('[aria-hidden="true"]')) continue;
  // Numbers in a paper's margin keep its lines apart: 24 px, as WCAG asks.
  const need = element.matches('.no') || (element.localName === 'a' && !element.matches('.button, nav a')) ? 24 : least;
  if (box.height < need - 0.5 || box.width < 24 - 0.5) say(element, `is ${Math.round(box.width)} × ${Math.round(box.height)} px, less than ${need}`);
}
return faults;
