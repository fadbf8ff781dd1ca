// Recomputes in the browser what the page shows of a proof (RFC 6962: SHA-256 over 0 and the entry, over 1 and two hashes).
// Browsers do so only over TLS or on the own machine. What people read comes from the page.

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (hash) => [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const sha256 = async (data) => new Uint8Array(await crypto.subtle.digest('SHA-256', data));

async function recompute(proof) {
  const header = proof.querySelector('[data-header]').textContent;
  let hash = await sha256(join([0], new TextEncoder().encode(header)));
  let fits = hex(hash) === proof.dataset.leaf;
  for (const step of proof.querySelectorAll('[data-neighbour]')) {
    const neighbour = bytes(step.dataset.neighbour);
    hash = await sha256(step.dataset.side === 'left' ? join([1], neighbour, hash) : join([1], hash, neighbour));
    fits &&= hex(hash) === step.dataset.hash;
  }
  return fits && hex(hash) === proof.dataset.root;
}

for (const proof of document.querySelectorAll('[data-proof]')) {
  const told = proof.querySelector('[data-told]');
  if (!globalThis.crypto?.subtle || proof.dataset.proof !== 'sha256') continue;
  recompute(proof).then((holds) => {
    told.textContent = holds ? told.dataset.holds : told.dataset.fails;
    told.classList.add('notice', holds ? 'success' : 'danger');
    told.hidden = false;
  });
}
