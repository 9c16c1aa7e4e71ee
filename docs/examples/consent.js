// All that a page needs to know of a visitor's choice.
const show = () => {
  document.getElementById("allowed").textContent = imprimatur.choice === null ? "not chosen yet" : imprimatur.choice.join(", ");
  document.getElementById("google").textContent = dataLayer.map(([, command, state]) =>
    command + ": analytics " + state.analytics_storage + ", advertising " + state.ad_storage).join("; ");
};
document.addEventListener("consentchange", () => document.getElementById("allowed") && show());
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("choose").addEventListener("click", () => imprimatur.choose());
  show();
});
