/** For the shadow tree of the chat button: the page around it neither lends nor suffers any style. */
export const embedStyles = `
:host { all: initial; }
.launcher {
  position: fixed; right: 20px; bottom: calc(20px + env(safe-area-inset-bottom)); z-index: 2147483000;
  display: flex; align-items: center; gap: 8px; min-width: 56px; height: 56px; padding: 0 8px;
  border: 0; border-radius: 28px; background: #1f4e8a; color: #fff; cursor: pointer;
  font: 600 16px/1.2 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  box-shadow: 0 4px 20px rgb(20 22 26 / 28%); padding-inline-end: 16px;
}
.launcher:has(.face:only-child) { padding: 0 8px; }
.launcher[hidden] { display: none; }
.launcher:focus-visible { outline: 3px solid #1f4e8a; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
.face {
  display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%; background: #b3322b; color: #fff;
  font: 700 22px/1 "Songti SC", "Noto Serif CJK SC", STSong, SimSun, serif;
}
.panel {
  position: fixed; right: 20px; bottom: 20px; z-index: 2147483000;
  width: 400px; height: min(680px, calc(100vh - 40px)); border-radius: 16px; overflow: hidden; background: #f6f5f1;
  box-shadow: 0 8px 40px rgb(20 22 26 / 30%);
}
.panel[hidden] { display: none; }
iframe { display: block; width: 100%; height: 100%; border: 0; }
:host([data-position="left"]) .launcher, :host([data-position="left"]) .panel { right: auto; left: 20px; }
@media (max-width: 480px) {
  .panel, :host([data-position="left"]) .panel { inset: 0; width: 100%; height: 100%; border-radius: 0; }
}
@media (prefers-color-scheme: dark) { .panel { background: #14161a; } }
`
