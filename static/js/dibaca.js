// Tells our server that this page was in sight for five seconds. The device keeps nothing.
{
  const { alamat } = document.currentScript.dataset;
  let timer;
  const wait = () => {
    clearTimeout(timer);
    if (document.hidden) return;
    timer = setTimeout(() => {
      document.removeEventListener("visibilitychange", wait);
      navigator.sendBeacon(alamat);
    }, 5000);
  };
  const { doNotTrack, globalPrivacyControl, webdriver } = navigator;
  if (doNotTrack !== "1" && !globalPrivacyControl && !webdriver) {
    document.addEventListener("visibilitychange", wait);
    wait();
  }
}
