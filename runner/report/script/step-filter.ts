/** Shows of the table of steps, and of the steps below it, those that a person looks for. */
export const stepFilterScript = `const stepControls = byId("step-controls");
if (stepControls) {
  const [query, state, count] = ["step-query", "step-state", "step-count"].map(byId);
  const rows = [...document.querySelectorAll("#steps-table tbody tr")].map((row) => ({ row, details: byId(row.dataset.step), text: row.textContent.toLowerCase() }));
  stepControls.hidden = false;
  const filter = () => {
    const wanted = query.value.trim().toLowerCase();
    let shown = 0;
    for (const { row, details, text } of rows) {
      const isShown = text.includes(wanted) && (state.value === "" || row.dataset.state === state.value);
      row.hidden = !isShown;
      if (details) details.hidden = !isShown;
      if (isShown) shown++;
    }
    count.textContent = shown === rows.length ? "" : shown + " of " + rows.length + " steps";
  };
  query.addEventListener("input", filter);
  state.addEventListener("change", filter);
  // A link leads to a step that is not among them.
  addEventListener("hashchange", () => {
    const target = byId(location.hash.slice(1));
    if (!target || !target.hidden) return;
    query.value = state.value = "";
    filter();
    goToHash();
  });
}`;
