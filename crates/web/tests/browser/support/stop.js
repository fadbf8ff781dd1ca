// One stop of a walk by Tab. Answers {last, faults}; what was visited before is remembered in the window.
const stop = document.activeElement;
if (!stop || stop === document.body || stop === document.documentElement) { delete window.walked; return { last: true, faults: [] }; }
window.walked ??= new Set();
if (window.walked.has(stop)) { delete window.walked; return { last: true, faults: [] }; }
window.walked.add(stop);
const faults = [];
const name = `${stop.localName}${stop.id ? `#${stop.id}` : ''}${[...stop.classList].map((word) => `.${word}`).join('')} «${(stop.innerText || stop.value || '').trim().slice(0, 30)}»`;
const { outlineStyle, outlineWidth } = getComputedStyle(stop);
// What is inside a frame shows it by itself.
if (stop.localName !== 'iframe' && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)) faults.push(`${name}: does not show that it has the focus (outline ${outlineStyle} ${outlineWidth})`);
const box = stop.getBoundingClientRect();
const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
const free = points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (stop.contains(top) || top.contains(stop)); });
if (!free) faults.push(`${name}: has the focus, but is covered or out of sight (${Math.round(box.left)}, ${Math.round(box.top)})`);
return { last: false, faults };
