// @ts-check
/*
 * The live page. From top to bottom: signs and words, the model (Tree), finding (Search), where everything
 * stands (Layout), drawing it (TreeView), the panel, the ticker, the connection to the server, and what ties
 * them together. All that comes from the server is text: nothing of it is ever parsed as markup.
 */

// --- signs and words ---

const SVG = "http://www.w3.org/2000/svg";

/** What an actor's state looks like: never a colour alone, also a shape and a word. */
const STATES = new Map(Object.entries({
	RUNNING: { word: "running", glyph: "M0-4.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z" },
	STARTING: { word: "starting", glyph: "M-3.5-5L5 0L-3.5 5z" },
	RESTARTING: { word: "restarting", glyph: "M5.2 0A5.2 5.2 0 1 1 0-5.2V-3.2A3.2 3.2 0 1 0 3.2 0zM0-7.4L4.6-4.2L0-1z" },
	BACKING_OFF: { word: "backing off", glyph: "M-4.5-5.5H4.5L.9 0L4.5 5.5H-4.5L-.9 0z" },
	PARKED: { word: "parked", glyph: "M-2.5-6h5L6-2.5v5L2.5 6h-5L-6 2.5v-5zM-3.5-1.2v2.4h7v-2.4z" },
	FAILED: { word: "failed", glyph: "M-5-3.2L-3.2-5L0-1.8L3.2-5L5-3.2L1.8 0L5 3.2L3.2 5L0 1.8L-3.2 5L-5 3.2L-1.8 0z" },
	STOPPING: { word: "stopping", glyph: "M-4.5-4.5h9v9h-9zM-2.7-2.7v5.4h5.4v-5.4z" },
	STOPPED: { word: "stopped", glyph: "M-4.2-4.2h8.4v8.4h-8.4z" },
}));

/** States that want somebody's eye, in the order in which a summary names them. */
const TROUBLES = ["PARKED", "FAILED", "BACKING_OFF"];

/** The order of the counts, and where the update has them. */
const COUNTS = [["RUNNING", "running"], ["RESTARTING", "restarting"], ["BACKING_OFF", "backingOff"], ["PARKED", "parked"],
	["FAILED", "failed"], ["STOPPED", "stopped"], ["STARTING", "starting"], ["STOPPING", "stopping"]];

/** Which state an event looks like. */
const KINDS = new Map(Object.entries({ spawned: "RUNNING", restarted: "RESTARTING", reloaded: "RESTARTING", failed: "FAILED",
	"reload-failed": "FAILED", stopped: "STOPPED", "gave-up": "PARKED", parked: "PARKED" }));

const CONNECTIONS = new Map(Object.entries({ connecting: "STARTING", live: "RUNNING", polling: "RESTARTING",
	reconnecting: "BACKING_OFF", denied: "PARKED" }));

const PAUSE_GLYPH = "M-4-4.5h3v9h-3zM1-4.5h3v9h-3z";

const stateLook = (state) => STATES.get(state) ?? { word: shown(String(state).toLowerCase()), glyph: "M-4.5-1h9v2h-9z" };

/** @returns {any} */
const $ = (id) => document.getElementById(id);

/** Control characters, marks that turn the direction of text, and what has no width, written out. */
function shown(text) {
	return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped);
}

/** The same for text of several lines. */
function shownLines(text) {
	return String(text).replace(/\r\n/g, "\n").replace(/[^\n\t\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped);
}

const escaped = (character) => `\\u{${character.codePointAt(0).toString(16)}}`;

const plural = (n, one, many = one + "s") => `${number(n)} ${n === 1 ? one : many}`;

const integers = new Intl.NumberFormat("en");
const number = (n) => (Number.isFinite(n) ? integers.format(n) : "?");

const clocks = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const days = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "2-digit", day: "2-digit" });

function clock(instant) {
	const date = new Date(instant);
	return Number.isNaN(date.getTime()) ? "?" : clocks.format(date);
}

/** With the day where it is not today. */
function moment(instant) {
	const date = new Date(instant);
	if (Number.isNaN(date.getTime())) return "?";
	return date.toDateString() === new Date().toDateString() ? clocks.format(date) : `${days.format(date)} ${clocks.format(date)}`;
}

function bytes(n) {
	const units = ["B", "KB", "MB", "GB"];
	let unit = 0;
	for (; n >= 1024 && unit < 3; unit++) n /= 1024;
	return `${Math.round(n * 10) / 10} ${units[unit]}`;
}

function element(created, attributes, content) {
	for (const [name, value] of Object.entries(attributes)) put(created, name, value);
	created.append(...content.filter((part) => part !== undefined));
	return created;
}

const html = (tag, attributes = {}, ...content) => element(document.createElement(tag), attributes, content);
const svg = (tag, attributes = {}, ...content) => element(document.createElementNS(SVG, tag), attributes, content);
const text = (tag, className, words) => html(tag, { class: className }, shown(words));
const name = (words) => html("bdi", {}, shown(words));

/** Touches the document only where something is different. */
function put(target, attribute, value) {
	if (value === undefined || value === null) {
		target.removeAttribute(attribute);
	} else if (target.getAttribute(attribute) !== String(value)) {
		target.setAttribute(attribute, String(value));
	}
}

function say(target, words) {
	if (target.textContent !== words) target.textContent = words;
}

/** What in a part of the page has the focus, or a place that somebody scrolled to. */
const STOPS = "a, button, [tabindex]";

/** Puts something else there, but takes neither the focus nor the place from whoever reads it. */
function replaceContent(target, content) {
	const before = [...target.querySelectorAll(STOPS)].map((stop) => [stop === document.activeElement, stop.scrollTop, stop.scrollLeft]);
	target.replaceChildren(...content);
	[...target.querySelectorAll(STOPS)].slice(0, before.length).forEach((stop, i) => {
		const [focused, top, left] = before[i];
		if (top > 0) stop.scrollTop = top;
		if (left > 0) stop.scrollLeft = left;
		if (focused) stop.focus({ preventScroll: true });
	});
}

/** If what had the focus goes, is hidden or disabled, the focus falls to a neighbour and not to the page. */
function keepFocus(within, neighbour, change) {
	const had = within.contains(document.activeElement);
	change();
	const { activeElement } = document;
	if (had && (activeElement === document.body || activeElement?.matches(":disabled, [hidden], [hidden] *"))) neighbour.focus({ preventScroll: true });
}

const glyph = (state) => svg("svg", { class: `glyph state-${state}`, viewBox: "-8 -8 16 16", "aria-hidden": "true" },
	svg("path", { d: stateLook(state).glyph }));

const addressOf = (path) => "#" + path.split("/").map(encodeURIComponent).join("/");

const linkTo = (path, words) => html("a", { href: addressOf(path), "data-goto": path }, name(words));

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

// --- the model ---

/** Children of one parent that are shown at first, and how many more each time. */
const CHILDREN = 20;
const MORE_CHILDREN = 100;

class Actor {

	/** @type {Actor[]} */
	children = [];
	gone = false;
	record = {};
	state = "";
	/** Grows with each change, so that others know what they know no longer. */
	revision = 0;
	flashes = false;
	/** What is below it: how many, and how many of them in trouble. */
	below = { all: 0, PARKED: 0, FAILED: 0, BACKING_OFF: 0 };
	/** Whether its children are shown; undefined until it has any. @type {boolean | undefined} */
	open = undefined;
	limit = CHILDREN;
	match = false;
	hits = 0;
	/** Its children by name are hidden although something below matches. */
	shut = false;
	/** Where it stands, for as long as `round` is that of the layout. */
	round = -1;
	depth = -1;
	index = -1;
	/** @type {any[]} */
	shown = [];

	/**
	 * @param {string} id
	 * @param {string} called
	 * @param {Actor | null} parent null for the root alone, which is not an actor and not drawn
	 */
	constructor(id, called, parent) {
		this.id = id;
		this.name = called;
		this.parent = parent;
		this.path = parent === null ? "" : (parent.path === "" ? called : `${parent.path}/${called}`);
		this.sought = this.path.toLowerCase();
	}

	take(record) {
		this.record = record;
		this.state = record.parked ? "PARKED" : record.backingOffUntil ? "BACKING_OFF" : record.status;
		this.revision++;
	}

	* ancestors() {
		for (let at = this.parent; at !== null; at = at.parent) yield at;
	}

	inTrouble() {
		return TROUBLES.some((state) => this.state === state || this.below[state] > 0);
	}
}

/** The actors as the server last told of them. */
class Tree {

	root = new Actor("", "", null);
	/** @type {Map<string, Actor>} */
	actors = new Map();
	/** @type {Map<string, Actor>} */
	paths = new Map();
	/** What was expanded among those that went with this update and may come back with it, by path. */
	remembered = new Map();

	/** @returns {{ structure: boolean, actors: Set<Actor> }} what is different now */
	apply(update) {
		const changes = { structure: update.full, actors: new Set() };
		if (update.full) this.#forget();
		this.#remove(update.removed, changes); // first: an actor may have gone and come back since
		for (const record of update.actors) {
			const known = this.actors.get(record.id);
			const actor = known ?? this.#add(record);
			if (actor === undefined) {
				continue; // below one that the server left out
			}
			const { state, record: { incarnation } } = actor;
			actor.take(record);
			actor.flashes = !update.full && (state !== actor.state || incarnation !== record.incarnation);
			changes.structure ||= known === undefined;
			changes.actors.add(actor);
			if (known !== undefined && state !== actor.state) this.#count(actor, state, -1);
			if (known === undefined || state !== actor.state) this.#count(actor, actor.state, 1);
		}
		this.remembered.clear();
		return changes;
	}

	#forget() {
		for (const actor of this.actors.values()) {
			actor.gone = true;
			this.remembered.set(actor.path, actor);
		}
		this.actors.clear();
		this.paths.clear();
		this.root = new Actor("", "", null);
	}

	#add(record) {
		const parent = record.parent === undefined ? this.root : this.actors.get(record.parent);
		if (parent === undefined) return undefined;
		const actor = new Actor(record.id, record.name, parent);
		const before = this.remembered.get(actor.path);
		if (before !== undefined) {
			actor.open = before.open;
			actor.limit = before.limit;
		}
		parent.children.push(actor);
		this.actors.set(actor.id, actor);
		this.paths.set(actor.path, actor);
		for (const above of actor.ancestors()) {
			above.below.all++;
			above.revision++;
		}
		return actor;
	}

	#remove(ids, changes) {
		const bereft = new Set();
		for (const id of ids) {
			const top = this.actors.get(id);
			const branch = top === undefined ? [] : [top];
			for (let actor = branch.pop(); actor !== undefined; actor = branch.pop()) {
				branch.push(...actor.children.filter((child) => !child.gone));
				actor.gone = true;
				this.actors.delete(actor.id);
				if (this.paths.get(actor.path) === actor) this.paths.delete(actor.path);
				this.remembered.set(actor.path, actor);
				this.#count(actor, actor.state, -1);
				for (const above of actor.ancestors()) {
					above.below.all--;
					above.revision++;
				}
				bereft.add(actor.parent);
				changes.actors.add(actor);
				changes.structure = true;
			}
		}
		for (const parent of bereft) parent.children = parent.children.filter((child) => !child.gone);
	}

	#count(actor, state, change) {
		if (TROUBLES.includes(state)) {
			for (const above of actor.ancestors()) {
				above.below[state] += change;
				above.revision++;
			}
		}
	}
}

/** What came while the page is paused, as one update; it holds each actor once, however long that takes. */
class Held {

	/** @type {any} */
	latest = null;
	full = false;
	records = new Map();
	removed = new Set();
	events = [];

	constructor(/** @type {Tree} */ tree) {
		this.tree = tree;
	}

	add(update) {
		this.latest = update;
		if (update.full) {
			this.full = true;
			this.records.clear();
			this.removed.clear();
			this.events = [];
		}
		for (const id of update.removed) {
			this.records.delete(id);
			if (this.tree.actors.has(id)) this.removed.add(id); // of others nothing was ever drawn
		}
		for (const record of update.actors) this.records.set(record.id, record);
		this.events = [...this.events, ...update.events].slice(-TICKER);
	}

	get size() {
		return this.records.size + this.removed.size;
	}

	update() {
		const { latest, full, records, removed, events } = this;
		return { ...latest, full, actors: [...records.values()], removed: [...removed], events };
	}
}

// --- finding ---

class Search {

	query = "";
	/** Counts the queries, so that choices made for one are not kept for the next. */
	generation = 0;
	/** In the order of the tree. @type {Actor[]} */
	matches = [];
	/** @type {Actor | null} */
	current = null;

	get active() {
		return this.query !== "";
	}

	ask(query) {
		this.query = query.trim().toLowerCase();
		this.generation++;
		this.current = null;
	}

	/** Marks what matches, and how much of it is below each actor. */
	run(/** @type {Tree} */ tree) {
		if (this.current?.gone) this.current = tree.paths.get(this.current.path) ?? null;
		const tests = this.query.split(/\s+/).filter((word) => word !== "").map(test);
		for (const actor of tree.actors.values()) {
			actor.match = this.active && tests.every((fits) => fits(actor));
			actor.hits = 0;
		}
		tree.root.hits = 0;
		for (const actor of tree.actors.values()) {
			if (actor.match) {
				for (const above of actor.ancestors()) above.hits++;
			}
		}
		this.matches = this.active ? inOrder(tree.root).filter((actor) => actor.match) : [];
	}

	/** @returns {Actor | null} the next match, or the one before; after the last comes the first */
	go(step) {
		const n = this.matches.length;
		if (n === 0) return null;
		const at = this.current === null ? -1 : this.matches.indexOf(this.current);
		const next = at < 0 ? (step > 0 ? 0 : n - 1) : (at + step + n) % n;
		this.current = this.matches[next];
		return this.current;
	}

	words() {
		if (!this.active) return "";
		const n = this.matches.length;
		const at = this.current === null ? -1 : this.matches.indexOf(this.current);
		return n === 0 ? "none" : at < 0 ? `${number(n)} found` : `${number(at + 1)} of ${number(n)}`;
	}
}

/** One word of a query: `is:failed` is a state alone, anything else also a part of the path. */
function test(word) {
	const stated = word.startsWith("is:");
	const wanted = stated ? word.slice(3) : word;
	return (actor) => [actor.state, actor.record.status].some((state) => stateKey(state) === wanted)
		|| (!stated && actor.sought.includes(wanted));
}

const stateKey = (state) => stateLook(state).word.replace(" ", "-");

function inOrder(root) {
	const order = [];
	const stack = [root];
	for (let actor = stack.pop(); actor !== undefined; actor = stack.pop()) {
		order.push(actor);
		for (let i = actor.children.length - 1; i >= 0; i--) stack.push(actor.children[i]);
	}
	return order;
}

// --- layout ---

const ROW = 28;
const BOX = 24;
const EDGE = 14;
const GAP = 40;
const NAME_WIDTH = 210;

const narrow = matchMedia("(max-width: 700px)");

/** Rows that are expanded by themselves when the page opens; a phone has no width for a third level. */
const firstRows = () => (narrow.matches ? 30 : 120);

/** "n more": stands in its parent's list for the children that are not shown. */
class More {

	shown = [];
	round = -1;
	depth = 0;
	below = undefined;
	revision = 0;
	/** @type {Actor[]} */
	hidden = [];

	constructor(/** @type {Actor} */ parent) {
		this.parent = parent;
	}

	words() {
		const troubles = TROUBLES.map((state) => ({ state, n: this.hidden.filter((actor) => actor.state === state).length }));
		return [`${number(this.hidden.length)} more`, ...troubles.filter(({ n }) => n > 0)
			.map(({ state, n }) => `${number(n)} ${stateLook(state).word}`)].join(" · ");
	}
}

/** Knows how wide text will be, without asking the document. */
class Ruler {

	constructor() {
		this.context = document.createElement("canvas").getContext("2d");
		this.family = getComputedStyle(document.body).fontFamily;
		this.known = new Map();
	}

	width(words, size) {
		const key = size + words;
		let width = this.known.get(key);
		if (width === undefined) {
			if (this.known.size > 50000) this.known.clear();
			this.context.font = `${size}px ${this.family}`;
			width = this.context.measureText(words).width;
			this.known.set(key, width);
		}
		return width;
	}

	/** As much of the beginning as fits. */
	fit(words, size, room) {
		if (words.length < 200 && this.width(words, size) <= room) return words;
		const characters = Array.from(words.slice(0, 200));
		let low = 0;
		for (let high = characters.length; low < high;) {
			const middle = (low + high + 1) >> 1;
			if (this.width(characters.slice(0, middle).join("") + "…", size) <= room) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		return characters.slice(0, low).join("") + "…";
	}
}

/** Gives each actor that is shown its place: leaves in rows, each parent in the middle of its children. */
class Layout {

	ruler = new Ruler();
	round = 0;
	/** All that is shown, each parent before its children. @type {any[]} */
	order = [];
	/** Left edge of each level. @type {number[]} */
	columns = [];
	width = 0;
	height = 0;
	/** What is to be shown however many its siblings are: the selected one, the match, and all above them. */
	pinned = new Set();

	constructor(/** @type {Tree} */ tree, /** @type {Search} */ search) {
		this.tree = tree;
		this.search = search;
	}

	arrange() {
		this.round++;
		this.order = [];
		const stack = [this.tree.root];
		for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
			item.round = this.round;
			item.shown = item instanceof More ? [] : this.#children(item);
			for (let i = item.shown.length - 1; i >= 0; i--) {
				item.shown[i].depth = item.depth + 1;
				item.shown[i].position = i + 1;
				stack.push(item.shown[i]);
			}
			if (item !== this.tree.root) {
				item.index = this.order.length;
				this.order.push(item);
			}
		}
		this.#rows();
		this.#columns();
	}

	#rows() {
		let y = EDGE;
		let before = null;
		for (const item of this.order) {
			if (item.shown.length === 0) {
				y += before === null ? ROW / 2 : before.parent === item.parent ? ROW : ROW + 8;
				before = item;
				item.y = item.top = item.bottom = y;
			}
		}
		this.height = y + ROW / 2 + EDGE;
		for (let i = this.order.length - 1; i >= 0; i--) {
			const { shown } = this.order[i];
			if (shown.length > 0) {
				const last = shown[shown.length - 1];
				this.order[i].top = shown[0].top;
				this.order[i].bottom = last.bottom;
				this.order[i].y = (shown[0].y + last.y) / 2;
			}
		}
	}

	#columns() {
		// only who has something to its right needs its place: a leaf has its row to itself
		const widths = [0];
		for (const item of this.order) {
			if (item.shown.length > 0) {
				widths[item.depth] = Math.max(widths[item.depth] ?? 0, this.label(item).total);
				widths[item.depth + 1] ??= 0;
			}
		}
		let x = EDGE;
		this.columns = widths.map((width) => {
			const left = x;
			x += Math.ceil(width / 16) * 16 + GAP; // in steps, so that a digit more does not move everything
			return left;
		});
		this.width = this.order.reduce((right, item) => Math.max(right, this.columns[item.depth] + this.label(item).total), 0) + EDGE;
	}

	/** Whether it has outgrown its place, so that others must move or there must be more to scroll. */
	tooWide(item) {
		const right = item.shown.length > 0 ? this.columns[item.depth + 1] - GAP : this.width - EDGE;
		return this.columns[item.depth] + this.label(item).total > right;
	}

	visible(item) {
		return item.round === this.round && !item.gone;
	}

	isOpen(actor) {
		return this.search.active && actor.hits > 0 ? !actor.shut : actor.open === true;
	}

	setOpen(actor, open) {
		if (this.search.active && actor.hits > 0) {
			actor.shut = !open;
		} else {
			actor.open = open;
		}
	}

	/** Expands level by level what was never expanded or collapsed, until there is enough to look at. */
	openSome() {
		let rows = this.order.length;
		const queue = [this.tree.root, ...this.tree.root.children];
		for (let i = 0; i < queue.length; i++) {
			const actor = queue[i];
			if (actor.open === undefined && actor.children.length > 0) {
				const more = Math.min(actor.children.length, CHILDREN + 1);
				actor.open = actor === this.tree.root || rows + more <= firstRows();
				rows += actor.open ? more : 0;
			}
			if (actor.open === true && actor !== this.tree.root) queue.push(...actor.children);
		}
	}

	#children(actor) {
		if (actor !== this.tree.root && !this.isOpen(actor)) return [];
		const list = this.search.active && actor.hits > 0
			? actor.children.filter((child) => child.match || child.hits > 0) : actor.children;
		return list.length <= actor.limit + 1 ? list : this.#some(actor, list);
	}

	/**
	 * Those children that are shown of many: the first ones, and those in trouble before those that are well.
	 * Who is shown stays so, since rows that come and go by themselves are no good to read.
	 */
	#some(actor, list) {
		const purpose = `${this.search.generation} ${actor.limit}`;
		if (actor.chosenFor !== purpose || actor.chosen.size >= actor.limit + CHILDREN) {
			actor.chosenFor = purpose;
			actor.chosen = new Set();
		}
		const room = actor.limit + (actor.chosen.size === 0 ? 0 : CHILDREN);
		const kept = new Set();
		const keep = (wanted, most) => {
			for (const child of list) {
				if (kept.size >= most) return;
				if (wanted(child)) kept.add(child);
			}
		};
		keep((child) => this.pinned.has(child), Infinity);
		keep((child) => actor.chosen.has(child), room);
		keep((child) => child.inTrouble(), room);
		keep(() => true, actor.limit);
		actor.chosen = kept;
		actor.more ??= new More(actor);
		actor.more.hidden = list.filter((child) => !kept.has(child));
		actor.more.revision++;
		return [...list.filter((child) => kept.has(child)), actor.more];
	}

	/** What is written of an item, and how wide that is. */
	label(item) {
		const collapsed = item.below !== undefined && item.below.all > 0 && !this.isOpen(item);
		const known = item.label;
		if (known !== undefined && known.revision === item.revision && known.collapsed === collapsed && known.narrow === narrow.matches) return known;
		const label = { revision: item.revision, collapsed, narrow: narrow.matches, name: "", notes: [], summary: [], nameWidth: 0, width: 0, total: 0 };
		if (item instanceof More) {
			label.name = item.words();
		} else {
			label.name = this.ruler.fit(shown(item.name), 13, NAME_WIDTH);
			label.notes = notes(item);
			label.summary = collapsed ? summary(item) : [];
		}
		label.nameWidth = this.ruler.width(label.name, 13);
		label.width = Math.ceil((item instanceof More ? 20 : 34) + label.nameWidth + this.#run(label.notes, 8));
		const tail = item instanceof More || item.below.all === 0 ? 0 : 26 + this.#run(label.summary, 5);
		label.tail = Math.ceil(tail);
		label.total = label.width + label.tail;
		item.label = label;
		return label;
	}

	#run(parts, space) {
		// the seconds of a countdown change without the box's changing its width
		return parts.reduce((sum, [, words]) => sum + space + this.ruler.width(words.replace(/\d+ s$/, "000 s"), 11), 0);
	}
}

/** What stands beside a name: pairs of what it is and its words. */
function notes(actor) {
	const { record, state } = actor;
	const list = [];
	if (state !== "RUNNING") {
		const cause = (state === "FAILED" || state === "PARKED") && record.cause ? `: ${shown(record.cause)}` : "";
		list.push(["state", stateLook(state).word + (state === "BACKING_OFF" ? ` ${secondsLeft(record)} s` : cause)]);
	}
	if (record.restarts > 0) list.push(["restarts", `↻${number(record.restarts)}`]);
	if (record.mailbox > 0) list.push(["mailbox", `▤${number(record.mailbox)}`]);
	// a phone's room is better used for what is below; the words for screen readers and the panel have it
	if (record.strategy !== undefined && !narrow.matches) list.push(["strategy", shown(record.strategy)]);
	return list;
}

function summary(actor) {
	const troubles = TROUBLES.filter((state) => actor.below[state] > 0)
		.map((state) => [`state-${state}`, `· ${number(actor.below[state])} ${stateLook(state).word}`]);
	return [["all", number(actor.below.all)], ...troubles];
}

/** The server's clock less ours, in milliseconds. */
let clockDifference = 0;

function secondsLeft(record) {
	const left = Date.parse(record.backingOffUntil) - (Date.now() + clockDifference);
	return Math.min(999, Math.max(0, Math.ceil(left / 1000) || 0));
}

/** An actor for those who cannot see it: its title, and so its name in the tree. */
function inWords(actor, collapsed) {
	const { record, state, below } = actor;
	const words = [shown(actor.name), stateLook(state).word + (state === "BACKING_OFF" ? " before its next start" : "")];
	if (record.cause !== undefined && state !== "RUNNING") words.push(`cause ${shown(record.cause)}`);
	if (record.restarts > 0) words.push(`restarted ${plural(record.restarts, "time")}`);
	if (record.mailbox > 0) words.push(`${plural(record.mailbox, "message")} waiting`);
	if (record.strategy !== undefined) words.push(`supervises ${shown(record.strategy)}`);
	if (collapsed) {
		words.push(`${plural(below.all, "actor")} below`);
		TROUBLES.filter((trouble) => below[trouble] > 0)
			.forEach((trouble) => words.push(`${number(below[trouble])} of them ${stateLook(trouble).word}`));
	}
	return words.join(", ") + (actor.depth > 0 ? ` (${shown(actor.path)})` : "");
}

// --- drawing ---

const ZOOMS = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5];

/** Drawn beyond the edges, so that scrolling finds something there. */
const MARGIN = 300;

/** So many light up at once at most. */
const FLASHES = 50;

/** Draws what is in sight of the layout, and nothing else; the rest is only known by numbers. */
class TreeView {

	frame = $("view");
	canvas = $("tree");
	nodes = $("nodes");
	links = $("links");
	/** @type {Map<any, any>} */
	drawn = new Map();
	linked = new Map();
	zoom = 1;
	/** The one that Tab comes to. @type {any} */
	active = null;
	/** @type {Actor | null} */
	selected = null;
	/** Who may have to light up. @type {Actor[]} */
	changed = [];
	stale = true;
	requested = false;
	/** Called before a drawing with what else is to be drawn. */
	alongside = () => {};
	typed = { text: "", at: 0 };

	/**
	 * @param {Layout} layout
	 * @param {(actor: Actor) => void} select
	 */
	constructor(layout, select) {
		this.layout = layout;
		this.select = select;
		this.#listen();
	}

	/** Draws once before the next picture, however often it is asked to. */
	request(anew = false) {
		this.stale ||= anew;
		if (!this.requested) {
			this.requested = true;
			requestAnimationFrame(() => {
				this.requested = false;
				this.alongside();
				this.draw();
			});
		}
	}

	draw() {
		const focused = this.canvas.contains(document.activeElement);
		if (this.stale) this.#rearrange();
		const { zoom, frame } = this;
		const top = frame.scrollTop / zoom;
		const bottom = (frame.scrollTop + frame.clientHeight) / zoom;
		const items = this.#inSight(top - MARGIN, bottom + MARGIN);
		for (const item of items) {
			// a parent of many goes along with those of its children that are in sight
			const inSight = Math.min(Math.max(item.y, top + ROW), bottom - ROW);
			item.place = item.shown.length === 0 ? item.y : Math.min(Math.max(inSight, item.top), item.bottom);
		}
		this.#remove(this.drawn, new Set(items));
		let next = this.nodes.firstChild;
		for (const item of items) {
			const parts = this.drawn.get(item) ?? this.#create(item);
			if (parts.group === next) {
				next = next.nextSibling;
			} else {
				this.nodes.insertBefore(parts.group, next);
			}
			this.#update(item, parts);
		}
		this.#link(items, top - MARGIN, bottom + MARGIN);
		this.#flash();
		if (focused && this.active !== null) this.drawn.get(this.active)?.group.focus({ preventScroll: true });
	}

	#rearrange() {
		this.stale = false;
		const { frame, layout } = this;
		// what one looks at stays where it is, whatever came or went above it
		const anchor = frame.scrollTop > 0 ? this.#anchor() : null;
		const offset = anchor === null ? 0 : anchor.y * this.zoom - frame.scrollTop;
		layout.arrange();
		if (this.active === null || !layout.visible(this.active)) {
			this.active = this.#heir(this.active) ?? layout.order[0] ?? null;
		}
		this.#size();
		if (anchor !== null && layout.visible(anchor)) frame.scrollTop = anchor.y * this.zoom - offset;
	}

	#anchor() {
		const top = this.frame.scrollTop / this.zoom;
		const bottom = top + this.frame.clientHeight / this.zoom;
		const inSight = (item) => item !== null && item.y >= top && item.y <= bottom && this.drawn.has(item);
		if (inSight(this.active)) return this.active;
		return [...this.drawn.keys()].find((item) => item.shown.length === 0 && inSight(item)) ?? null;
	}

	#size() {
		const { width, height } = this.layout;
		put(this.canvas, "width", Math.ceil(width * this.zoom));
		put(this.canvas, "height", Math.ceil(height * this.zoom));
		put(this.canvas, "viewBox", `0 0 ${width} ${height}`);
		say($("zoom-level"), `${Math.round(this.zoom * 100)}%`);
	}

	/** What is between two heights, each parent before its children; and the one that may have the focus. */
	#inSight(top, bottom) {
		const items = [];
		const stack = [];
		const push = (list) => {
			const first = firstFrom(list, top);
			let end = first;
			while (end < list.length && list[end].top <= bottom) end++;
			for (let i = end - 1; i >= first; i--) stack.push(list[i]);
		};
		push(this.layout.tree.root.shown);
		for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
			items.push(item);
			push(item.shown);
		}
		if (this.active !== null && !items.includes(this.active)) {
			items.push(this.active);
			items.sort((a, b) => a.index - b.index);
		}
		return items;
	}

	#remove(drawn, wanted) {
		for (const [item, parts] of drawn) {
			if (!wanted.has(item)) {
				(parts.group ?? parts).remove();
				drawn.delete(item);
			}
		}
	}

	#create(item) {
		const parts = { group: svg("g", { role: "treeitem" }), title: svg("title"), box: svg("rect", { class: "box", y: -BOX / 2, height: BOX, rx: 5 }),
			flash: svg("rect", { class: "flash", y: -BOX / 2, height: BOX, rx: 5 }), glyph: svg("path", { class: "sign" }),
			name: svg("text", { class: "name", y: 4.5 }), notes: svg("text", { class: "notes", y: 4 }), toggle: null, drawnAs: "" };
		parts.group.append(parts.title, parts.box, parts.flash, parts.glyph, parts.name, parts.notes);
		parts.group.item = item;
		this.drawn.set(item, parts);
		return parts;
	}

	#update(item, parts) {
		const { group } = parts;
		put(group, "transform", `translate(${this.layout.columns[item.depth]} ${Math.round(item.place * 2) / 2})`);
		put(group, "tabindex", item === this.active ? 0 : -1);
		const label = this.layout.label(item);
		const current = this.layout.search.current === item;
		const drawnAs = [item.revision, label.collapsed, label.narrow, item.match, current, item === this.selected, item.depth, item.position,
			item.parent.shown.length, item.state === "BACKING_OFF" && secondsLeft(item.record)].join();
		if (drawnAs === parts.drawnAs) return;
		parts.drawnAs = drawnAs;
		put(group, "aria-level", item.depth + 1);
		put(group, "aria-posinset", item.position);
		put(group, "aria-setsize", item.parent.shown.length);
		put(group, "aria-selected", item === this.selected);
		for (const part of [parts.box, parts.flash]) put(part, "width", label.width);
		if (item instanceof More) {
			this.#updateMore(item, parts, label);
		} else {
			this.#updateActor(item, parts, label, current);
		}
	}

	#updateMore(item, parts, label) {
		put(parts.group, "class", "more");
		put(parts.group, "data-more", item.hidden.length);
		say(parts.title, `${label.name}; press to show ${Math.min(MORE_CHILDREN, item.hidden.length)} of them`);
		put(parts.name, "x", 10);
		say(parts.name, label.name);
	}

	#updateActor(actor, parts, label, current) {
		const { group } = parts;
		const parent = actor.below.all > 0;
		put(group, "class", ["actor", `state-${actor.state}`, parent && "parent", actor.match && "match", current && "current",
			actor === this.selected && "selected"].filter(Boolean).join(" "));
		put(group, "data-id", actor.id);
		put(group, "data-path", actor.path);
		put(group, "data-status", actor.state);
		put(group, "aria-expanded", parent ? !label.collapsed : undefined);
		say(parts.title, inWords(actor, label.collapsed));
		put(parts.glyph, "d", stateLook(actor.state).glyph);
		put(parts.glyph, "transform", "translate(14 0)");
		put(parts.name, "x", 26);
		say(parts.name, label.name);
		put(parts.notes, "x", 26 + label.nameWidth + 8);
		// the label may be older than the countdown
		parts.notes.replaceChildren(...notes(actor).map(([what, words], i) => svg("tspan", { class: what, dx: i === 0 ? undefined : 8 }, words)));
		if (parts.toggle !== null) {
			parts.toggle.remove();
			parts.toggle = null;
		}
		if (parent) {
			parts.toggle = toggle(label);
			group.append(parts.toggle);
		}
	}

	/** One path for each parent: out of its box, along a trunk, and into its children's. */
	#link(items, top, bottom) {
		const children = new Map();
		for (const item of items) {
			if (item.depth > 0 && this.drawn.has(item.parent) && item.bottom >= top && item.top <= bottom) {
				children.set(item.parent, [...(children.get(item.parent) ?? []), item]);
			}
		}
		this.#remove(this.linked, children);
		for (const [parent, list] of children) {
			if (!this.linked.has(parent)) {
				const path = svg("path");
				this.linked.set(parent, path);
				this.links.append(path);
			}
			put(this.linked.get(parent), "d", this.#elbow(parent, list, top, bottom));
		}
	}

	#elbow(parent, list, top, bottom) {
		const { columns } = this.layout;
		const right = columns[parent.depth + 1];
		const trunk = right - 16;
		const y = parent.place;
		const all = parent.shown;
		// the trunk goes on to where the first and the last child are, though they be out of sight
		const high = all[0] === list[0] ? list[0].place : Math.max(top, all[0].y);
		const low = all[all.length - 1] === list[list.length - 1] ? list[list.length - 1].place : bottom;
		const path = [`M${columns[parent.depth] + this.layout.label(parent).total - 4} ${y}H${trunk}`];
		for (const end of [high, low]) {
			if (Math.abs(end - y) > 6) path.push(`M${trunk} ${y}V${end < y ? end + 5 : end - 5}`);
		}
		for (const { place } of list) {
			const bend = (place === high || place === low) && Math.abs(place - y) > 6;
			path.push(bend ? `M${trunk} ${place < y ? place + 5 : place - 5}Q${trunk} ${place} ${trunk + 5} ${place}H${right}`
				: `M${trunk} ${place}H${right}`);
		}
		return path.join("");
	}

	/** Whoever just failed or was started again lights up for a moment, or else the parent that hides it. */
	#flash() {
		const lit = new Map();
		for (const actor of this.changed) {
			const parts = actor.flashes && !actor.gone && !stillness.matches
				? this.drawn.get(this.layout.visible(actor) ? actor : this.#nearest(actor)) : undefined;
			actor.flashes = false;
			if (parts !== undefined && (lit.has(parts) || lit.size < FLASHES)) lit.set(parts, actor.state);
		}
		for (const [parts, state] of lit) {
			put(parts.flash, "class", `flash state-${state}`);
			parts.light?.cancel();
			parts.light = parts.flash.animate([{ opacity: 0.4 }, { opacity: 0 }], { duration: 1200, easing: "ease-out" });
		}
		this.changed = [];
	}

	/** Who is where one stood that is not shown any more: the same anew, its neighbour, or who hides it. */
	#heir(item) {
		for (let lost = item, at = item; at !== null; lost = at, at = at.parent) {
			const there = this.#anew(at);
			if (there !== undefined && this.layout.visible(there)) {
				return at === item ? there : there.shown[Math.min(lost.position, there.shown.length) - 1] ?? (at.parent && there);
			}
		}
		return null;
	}

	/** The same one after everything was told anew. */
	#anew(item) {
		const { tree } = this.layout;
		if (item instanceof More) return this.#anew(item.parent)?.more;
		return item.parent === null ? tree.root : item.gone ? tree.paths.get(item.path) : item;
	}

	#nearest(item) {
		for (let above = item?.parent ?? null; above !== null; above = above.parent) {
			if (above.parent !== null && this.layout.visible(above)) return above;
		}
		return null;
	}

	// what one can do

	setZoom(zoom, x = this.frame.clientWidth / 2, y = this.frame.clientHeight / 2) {
		const { frame } = this;
		const before = this.zoom;
		this.zoom = Math.min(Math.max(zoom, ZOOMS[0]), ZOOMS[ZOOMS.length - 1]);
		this.#size();
		frame.scrollLeft = (frame.scrollLeft + x) * this.zoom / before - x;
		frame.scrollTop = (frame.scrollTop + y) * this.zoom / before - y;
		this.request();
	}

	zoomStep(step) {
		const next = step > 0 ? ZOOMS.find((zoom) => zoom > this.zoom + 0.01) : [...ZOOMS].reverse().find((zoom) => zoom < this.zoom - 0.01);
		this.setZoom(next ?? this.zoom);
	}

	/** All of it if it can still be read then, else its whole width. */
	zoomToFit() {
		const { frame, layout } = this;
		const [across, down] = [(frame.clientWidth - 4) / layout.width, (frame.clientHeight - 4) / layout.height];
		this.setZoom(down >= 0.5 ? Math.min(1.25, across, down) : Math.min(1, across));
		frame.scrollLeft = 0;
		frame.scrollTop = 0;
	}

	/** Opens what hides an actor, and brings it into sight. */
	reveal(actor) {
		for (const above of actor.ancestors()) this.layout.setOpen(above, true);
		this.#rearrange();
		this.activate(actor);
	}

	activate(item, focus = false) {
		if (item === undefined || item === null || !this.layout.visible(item)) return;
		this.active = item;
		this.#scrollTo(item);
		this.draw();
		if (focus) {
			this.drawn.get(item).group.focus({ preventScroll: true });
			this.frame.scrollIntoView({ block: "nearest" });
		}
	}

	#scrollTo(item) {
		const { frame, zoom, layout } = this;
		const left = layout.columns[item.depth] * zoom;
		const right = left + layout.label(item).total * zoom;
		const y = item.y * zoom;
		const room = ROW * zoom;
		// a parent of many is where its children are in sight
		const here = item.shown.length > 0 && item.top * zoom < frame.scrollTop + frame.clientHeight - room && item.bottom * zoom > frame.scrollTop + room;
		if (!here && (y < frame.scrollTop + room || y > frame.scrollTop + frame.clientHeight - room)) {
			const near = Math.abs(y - frame.scrollTop - frame.clientHeight / 2) < frame.clientHeight;
			const up = y < frame.scrollTop + room;
			frame.scrollTop = !near ? y - frame.clientHeight / 2 : up ? y - 2 * room : y - frame.clientHeight + 2 * room;
		}
		if (left < frame.scrollLeft || right > frame.scrollLeft + frame.clientWidth) {
			frame.scrollLeft = Math.max(0, Math.min(left - 60, right + EDGE - frame.clientWidth));
			frame.scrollLeft = Math.min(frame.scrollLeft, Math.max(0, left - EDGE));
		}
	}

	toggle(actor, open = !this.layout.isOpen(actor)) {
		if (actor.below.all > 0) {
			this.layout.setOpen(actor, open);
			this.active = actor;
			this.request(true);
		}
	}

	toggleAll(open) {
		for (const actor of this.layout.tree.actors.values()) {
			if (actor.children.length > 0) {
				actor.open = open;
				actor.shut = !open;
			}
		}
		this.request(true);
	}

	press(item) {
		if (item instanceof More) {
			const { hidden, parent } = item;
			parent.limit += MORE_CHILDREN;
			this.#rearrange();
			this.activate(hidden[0], this.canvas.contains(document.activeElement));
		} else {
			this.active = item;
			this.select(item);
		}
	}

	#listen() {
		this.frame.addEventListener("scroll", () => this.request(), { passive: true });
		new ResizeObserver(() => this.request()).observe(this.frame);
		narrow.addEventListener("change", () => this.request(true));
		this.canvas.addEventListener("click", (event) => {
			const item = event.target.closest("[role=treeitem]")?.item;
			if (item !== undefined) event.target.closest(".toggle") === null ? this.press(item) : this.toggle(item);
		});
		this.canvas.addEventListener("focusin", (event) => {
			const item = event.target.item;
			if (item !== undefined && item !== this.active) {
				this.active = item;
				this.request();
			}
		});
		this.canvas.addEventListener("keydown", (event) => this.#key(event));
		this.frame.addEventListener("wheel", (event) => {
			if (event.ctrlKey) {
				event.preventDefault();
				const { left, top } = this.frame.getBoundingClientRect();
				this.setZoom(this.zoom * Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
			}
		}, { passive: false });
		this.#listenForPinches();
	}

	#listenForPinches() {
		let apart = 0;
		const pinch = ([a, b]) => ({ distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 });
		this.frame.addEventListener("touchstart", (event) => {
			apart = event.touches.length === 2 ? pinch(event.touches).distance : 0;
		}, { passive: true });
		this.frame.addEventListener("touchmove", (event) => {
			if (event.touches.length === 2 && apart > 0) {
				event.preventDefault();
				const { distance, x, y } = pinch(event.touches);
				const { left, top } = this.frame.getBoundingClientRect();
				this.setZoom(this.zoom * distance / apart, x - left, y - top);
				apart = distance;
			}
		}, { passive: false });
	}

	#key(event) {
		const item = this.active;
		if (item === null || event.ctrlKey || event.metaKey || event.altKey) return;
		const { order } = this.layout;
		const go = (to) => this.activate(to, true);
		const page = Math.max(1, Math.floor(this.frame.clientHeight / this.zoom / ROW) - 2);
		const keys = {
			ArrowDown: () => go(order[item.index + 1]),
			ArrowUp: () => go(order[item.index - 1]),
			PageDown: () => go(order[Math.min(order.length - 1, item.index + page)]),
			PageUp: () => go(order[Math.max(0, item.index - page)]),
			Home: () => go(order[0]),
			End: () => go(order[order.length - 1]),
			ArrowRight: () => (item.shown.length > 0 ? go(item.shown[0]) : item.below !== undefined && this.toggle(item, true)),
			ArrowLeft: () => (item.shown.length > 0 ? this.toggle(item, false) : item.parent.parent !== null && go(item.parent)),
			Enter: () => this.press(item),
			" ": () => this.press(item),
			"*": () => item.parent.children.forEach((sibling) => this.toggle(sibling, true)),
			"+": () => this.zoomStep(1),
			"=": () => this.zoomStep(1),
			"-": () => this.zoomStep(-1),
			"0": () => this.zoomToFit(),
		};
		if (Object.hasOwn(keys, event.key)) {
			event.preventDefault();
			keys[event.key]();
			this.active = event.key === "*" ? item : this.active;
		} else if (/^[\p{L}\p{N}_]$/u.test(event.key)) {
			event.preventDefault();
			this.#type(event.key.toLowerCase());
		}
	}

	/** Letters typed soon after each other are one beginning of a name. */
	#type(letter) {
		const now = performance.now();
		const text = now - this.typed.at < 700 ? this.typed.text + letter : letter;
		this.typed = { text, at: now };
		const { order } = this.layout;
		const from = this.active.index + (text.length === 1 ? 1 : 0);
		const fits = (item) => item instanceof Actor && item.name.toLowerCase().startsWith(text);
		this.activate([...order.slice(from), ...order.slice(0, from)].find(fits), true);
	}
}

/** The first of a list, which goes down the page, that is not wholly above a height. */
function firstFrom(list, top) {
	let low = 0;
	for (let high = list.length; low < high;) {
		const middle = (low + high) >> 1;
		if (list[middle].bottom < top) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

function toggle({ width, tail, collapsed, summary: parts }) {
	const sign = collapsed ? "M-1.5-3.5L2.5 0L-1.5 3.5" : "M-3.5-1.5L0 2.5L3.5-1.5";
	return svg("g", { class: "toggle", transform: `translate(${width} 0)` },
		svg("rect", { class: "hit", y: -ROW / 2, width: tail + 2, height: ROW }),
		svg("rect", { class: "pill", x: 4, y: -9, width: tail - 6, height: 18, rx: 9 }),
		svg("path", { class: "chevron", d: sign, transform: "translate(14 0)" }),
		svg("text", { class: "summary", x: 23, y: 4 }, ...parts.map(([what, words], i) => svg("tspan", { class: what, dx: i === 0 ? undefined : 5 }, words))));
}

// --- the panel ---

const HIDDEN = "hidden; management.endpoint.theater.show-values shows them";

/** The panel reads its actor anew at most so often, in milliseconds. */
const REFRESH = 2000;

/** An answer to an action is awaited for so long. */
const ACTION = 60000;

/** A press on Stop counts as the second one for so long. */
const SECOND_PRESS = 5000;

class Panel {

	/** @type {Actor | null} */
	actor = null;
	details = null;
	chain = null;
	trouble = "";
	readAt = -Infinity;
	/** Ids of those for whom an answer to an action is awaited. */
	busy = new Set();
	/** What each section was made of, so that one is made anew only when that has changed. */
	made = new Map();

	/**
	 * @param {Connection} connection
	 * @param {() => void} closed
	 */
	constructor(connection, closed) {
		this.connection = connection;
		$("panel-close").addEventListener("click", closed);
		$("panel-refresh").addEventListener("click", () => this.#read());
		$("restart").addEventListener("click", () => this.#act("restart"));
		$("stop").addEventListener("click", () => this.#pressStop());
	}

	open(actor) {
		const other = actor?.id !== this.actor?.id;
		const opens = this.actor === null;
		this.actor = actor;
		$("panel").hidden = actor === null;
		document.body.classList.toggle("with-panel", actor !== null);
		if (other) {
			this.reading?.abort();
			clearTimeout(this.later);
			this.later = undefined;
			this.details = this.chain = null;
			this.trouble = "";
			this.#disarm();
			this.#tell("");
			$("panel").scrollTop = 0;
			if (actor !== null) this.#read();
		}
		this.draw();
		if (opens && actor !== null) $("panel").scrollIntoView({ block: "nearest" }); // where the page is too low for all of it
	}

	/** To be told when something about its actor is different. */
	changed() {
		this.draw();
		if (this.later === undefined && this.actor !== null && !this.actor.gone) {
			const wait = Math.max(0, this.readAt + REFRESH - performance.now());
			this.later = setTimeout(() => this.#read(), wait);
		}
	}

	async #read() {
		clearTimeout(this.later);
		this.later = undefined;
		const { actor } = this;
		const address = actor === null ? undefined : this.connection.addressOf(actor);
		if (address === undefined) {
			this.trouble = "The endpoint theater is not exposed here; this is what the tree itself tells.";
			this.draw();
			return;
		}
		this.readAt = performance.now();
		this.reading?.abort();
		const reading = this.reading = new AbortController();
		try {
			const [details, chain] = await Promise.all([getJson(`${address}?depth=1&limit=1`, reading.signal), getJson(`${address}/events?limit=20`, reading.signal)]);
			this.details = details;
			this.chain = chain;
			this.trouble = "";
		} catch (failure) {
			if (reading.signal.aborted) return;
			this.trouble = failure.status === 404 ? "This actor is gone." : failure instanceof Denied
				? "You may not see this actor's details." : "Its details could not be read; press ↻ to try again.";
		}
		this.draw();
	}

	draw() {
		keepFocus($("panel"), $("panel-close"), () => this.#draw());
	}

	#draw() {
		const { actor, details, chain } = this;
		if (actor === null) return;
		const { record, state } = actor;
		this.#permit();
		this.#make("panel-name", [actor.id, state, actor.gone], () => [glyph(actor.gone ? "STOPPED" : state), name(actor.name),
			text("span", `word state-${actor.gone ? "STOPPED" : state}`, actor.gone ? "gone" : stateLook(state).word)]);
		const body = $("panel-body");
		const gone = actor.gone ? "This actor is gone." : this.trouble;
		const sections = [
			["trouble", gone, () => [text("p", "trouble", gone)]],
			["path", actor.path, () => [this.#path(actor)]],
			["facts", [actor.id, record, actor.children.length, actor.below.all, actor.gone, details], () => [facts(actor, details)]],
			["failure", details?.lastFailure, () => lastFailure(details)],
			["chain", chain, () => chainEvents(chain)],
			["state", [details?.state, valuesShown(details, chain)], () => stateOf(details, valuesShown(details, chain))],
			["handlers", details?.handlers, () => [heading("Handlers granted"), list(details.handlers)]],
			["limits", details?.limits, () => [heading("Limits"), limits(details.limits)]],
			["wit", details?.wit, () => [heading("Interfaces (WIT)"), scrolling("wit", "Interfaces", details.wit)]],
		];
		for (const [key, from, make] of sections) {
			const id = `panel-${key}`;
			if ($(id) === null) body.append(html("section", { id }));
			const nothing = from === undefined || from === null || from === "" || (Array.isArray(from) && from.every((part) => part === undefined || part === null));
			this.#make(id, nothing ? null : from, nothing ? () => [] : make);
		}
	}

	#make(id, from, make) {
		const key = JSON.stringify(from);
		if (this.made.get(id) !== key) {
			this.made.set(id, key);
			replaceContent($(id), make());
		}
	}

	#path(actor) {
		const above = [...actor.ancestors()].filter((ancestor) => ancestor.parent !== null).reverse();
		return html("nav", { "aria-label": "Path" }, html("ol", { class: "path" },
			...above.map((ancestor) => html("li", {}, linkTo(ancestor.path, ancestor.name))),
			html("li", { "aria-current": "page" }, name(actor.name))));
	}

	// what an operator may do

	#permit() {
		const { actions } = this.connection.settings;
		const may = (action) => actions.includes(action) && this.connection.settings.actors !== undefined && !this.actor?.gone;
		$("restart").hidden = !may("restart");
		$("stop").hidden = !may("stop");
		$("panel-actions").hidden = !may("restart") && !may("stop");
	}

	#pressStop() {
		if (this.busy.has(this.actor?.id)) return;
		if (this.armed !== undefined) {
			this.#disarm();
			this.#act("stop");
			return;
		}
		say($("stop"), "Press again to stop");
		$("stop").classList.add("armed");
		const below = this.actor?.below.all ?? 0;
		this.#tell(`Stops ${shown(this.actor?.path)}${below > 0 ? ` and ${plural(below, "actor")} below it` : ""}. Press again within 5 seconds.`, "ask");
		this.armed = setTimeout(() => {
			this.#disarm();
			this.#tell("");
		}, SECOND_PRESS);
	}

	#disarm() {
		clearTimeout(this.armed);
		this.armed = undefined;
		say($("stop"), "Stop");
		$("stop").classList.remove("armed");
	}

	async #act(action) {
		const { actor } = this;
		if (actor === null || this.busy.has(actor.id)) return;
		this.#disarm();
		this.busy.add(actor.id);
		this.#tell(action === "restart" ? "Restarting …" : "Stopping …", "ask");
		const [words, outcome] = await this.#outcome(action, actor);
		this.busy.delete(actor.id);
		if (this.actor?.id === actor.id) {
			this.#tell(words, outcome);
			this.changed();
		}
	}

	async #outcome(action, actor) {
		try {
			let response = await this.#send(action, actor);
			if (response.status === 403) {
				await this.connection.loadSettings(); // the token may have been another session's
				response = await this.#send(action, actor, cookieToken());
			}
			return await outcome(action, response);
		} catch (failure) {
			return failure instanceof Denied ? [`You may not ${action} this actor: sign in again.`, "denied"]
				: [`No answer: whether it was carried out is not known. Is the application running?`, "failed"];
		}
	}

	#send(action, actor, token = undefined) {
		const { csrf } = this.connection;
		const headers = { Accept: "application/json", ...(csrf && { [csrf.header]: token ?? csrf.token }) };
		return fetch(this.connection.addressOf(actor), { redirect: "manual", signal: AbortSignal.timeout(ACTION), ...(action === "stop" ? { method: "DELETE", headers }
			: { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify({ action }) }) });
	}

	#tell(words, outcome = "") {
		$("panel-message").dataset.outcome = outcome;
		say($("panel-message"), words);
	}
}

/** Where Spring Security has the token in a cookie for scripts, it may take only that one from a header (`csrf.spa()`). */
const cookieToken = () => /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1];

/** What came of an action, in words, and of what kind that is. */
async function outcome(action, response) {
	const body = await response.json().catch(() => null);
	const reason = typeof body?.reason === "string" ? `: ${shown(body.reason)}${body.message ? `, ${shown(body.message)}` : ""}` : "";
	if (response.ok) {
		const incarnation = Number.isInteger(body?.incarnation) ? `, now incarnation ${body.incarnation}` : "";
		return [action === "restart" ? `Restarted${incarnation}.` : "Stopped.", "done"];
	}
	switch (response.type === "opaqueredirect" ? 401 : response.status) {
		case 401: return [`You may not ${action} this actor: sign in first.`, "denied"];
		case 403: return [`You may not ${action} this actor (403).`, "denied"];
		case 404: return ["There is no such actor any more, or this is not permitted here (404).", "refused"];
		case 405: return ["This is not permitted here: the endpoint only reads (405).", "refused"];
		case 409: return [`Refused${reason || " (409)"}.`, "refused"];
		default: return [`Failed (${response.status})${reason}.`, "failed"];
	}
}

const heading = (words) => html("h3", {}, words);
const list = (items) => (items.length === 0 ? text("p", "muted", "none") : html("ul", { class: "tags" }, ...items.map((item) => html("li", {}, name(item)))));
const scrolling = (id, label, words) => html("pre", { id, tabindex: 0, role: "region", "aria-label": label }, shownLines(words));
const time = (instant) => html("time", { datetime: instant, title: instant }, moment(instant));

function terms(pairs) {
	return html("dl", { class: "facts" }, ...pairs.filter(([, value]) => value !== undefined && value !== null)
		.map(([term, value]) => html("div", {}, html("dt", {}, term), html("dd", {}, value))));
}

function facts(actor, details) {
	const { record, below } = actor;
	const deeper = below.all - actor.children.length;
	const component = details?.component;
	return terms([
		["Status", stateLook(record.status).word + (record.parked ? ", parked by the root" : record.backingOffUntil ? ", backing off" : "")],
		["Next start", record.backingOffUntil && time(record.backingOffUntil)],
		["Incarnation", number(record.incarnation)],
		["Restarts", number(record.restarts)],
		["Started", details?.startedAt && time(details.startedAt)],
		["Mailbox", plural(record.mailbox ?? 0, "message")],
		["Children", number(actor.children.length) + (deeper > 0 ? `, and ${number(deeper)} below them` : "")],
		["Strategy", record.strategy && shown(record.strategy)],
		["Manifest", details && name(details.manifest)],
		["Component", component && html("code", { title: shown(component) }, shortened(component))],
		["Id", html("code", {}, shown(actor.id))],
	]);
}

const shortened = (hash) => shown(hash.replace(/^(\w+:)?(.{12}).+$/s, "$1$2…"));

function lastFailure({ lastFailure: { cause, function: called, message, at } }) {
	return [heading("Last failure"), terms([
		["Cause", shown(cause)],
		["Function", called && html("code", {}, name(called))],
		["When", time(at)],
		["Message", message === undefined ? html("span", { class: "muted" }, HIDDEN) : html("span", { class: "words" }, shownLines(message))],
	])];
}

/** The answers leave out what is hidden and what there is none of alike; one value is enough to know. */
function valuesShown(details, chain) {
	return details?.state !== undefined || details?.lastFailure?.message !== undefined || (chain?.events ?? []).some(({ data }) => data !== undefined);
}

function stateOf(details, known) {
	if (details === null) return [];
	const { state } = details;
	return [heading("State"), state === undefined ? text("p", "muted", known ? "none" : HIDDEN) : valueOf("state", "State", state)];
}

function valueOf(id, label, { length, text: words, base64 }) {
	return html("div", {}, text("p", "muted", bytes(length) + (words === undefined ? ", in Base64" : "")), scrolling(id, label, words ?? base64));
}

function chainEvents({ chain, verification, events }) {
	const verdict = verification === undefined ? undefined : html("p", { class: "verdict", "data-valid": String(verification.valid) },
		glyph(verification.valid ? "RUNNING" : "FAILED"), verification.valid ? ` valid: ${plural(verification.checked, "event")} checked`
			: ` not valid from event ${number(verification.firstBadSequence)} on: ${shown(verification.reason ?? "no reason given")}; ${plural(verification.checked, "event")} checked`);
	const seen = events.some(({ data }) => data !== undefined);
	const rows = events.map(({ sequence, eventType, timestamp, hash, data }) => html("li", {},
		text("span", "number", number(sequence)), html("span", { class: "kind" }, name(eventType)), time(timestamp),
		html("code", { title: shown(hash) }, shortened(hash)),
		data === undefined ? undefined : html("code", { class: "data" }, shown(typeof data === "string" ? data : JSON.stringify(data)))));
	return [html("div", { id: "chain" }, heading(`Event chain (${number(chain?.length ?? events.length)})`), verdict ?? text("p", "muted", "not verified"),
		html("ol", { class: "events" }, ...rows), seen || events.length === 0 ? undefined : text("p", "muted", `Payloads: ${HIDDEN}`))];
}

/** What is counted in bytes, and what in something else. */
const LIMITS = new Map(Object.entries({ memory: ["Memory"], maxState: ["State"], maxMessage: ["Message"], maxChildren: ["Children", ""],
	mailbox: ["Mailbox", " messages"], maxChannels: ["Channels", ""], maxEvents: ["Chain", " events"], maxEventsSize: ["Chain"],
	maxLogLine: ["Log line"], logRate: ["Log rate", " lines/s"], logBurst: ["Log burst", " lines"] }));

function limits(given) {
	return terms(Object.entries(given).map(([key, value]) => {
		const [term, unit] = LIMITS.get(key) ?? [shown(key), ""];
		return [term, unit === undefined ? html("span", { title: `${number(value)} bytes` }, bytes(value)) : number(value) + unit];
	}));
}

// --- the ticker ---

const TICKER = 200;

/** A screen reader is told at most so often what happened, in milliseconds. */
const ANNOUNCEMENTS = 5000;

class Ticker {

	latest = 0;
	waiting = [];
	untold = [];

	/** `news` are to be announced, other than what was before the page came. */
	take(events, { full, news }) {
		if (full) {
			this.latest = 0;
			this.waiting = [];
			keepFocus($("ticker"), $("ticker-scroll"), () => $("ticker").replaceChildren());
		}
		const fresh = events.filter((event) => event.number > this.latest);
		if (fresh.length > 0) {
			this.latest = fresh[fresh.length - 1].number;
			this.waiting = [...this.waiting, ...fresh].slice(-TICKER);
			if (news) {
				this.untold.push(...fresh);
				this.announcing ??= setTimeout(() => this.#announce(), ANNOUNCEMENTS);
			}
		}
	}

	draw() {
		if (this.waiting.length === 0) return;
		const list = $("ticker");
		list.prepend(...this.waiting.reverse().map(line));
		this.waiting = [];
		keepFocus(list, $("ticker-scroll"), () => {
			while (list.childElementCount > TICKER) list.lastElementChild.remove();
		});
		say($("ticker-count"), `latest ${list.childElementCount}`);
	}

	#announce() {
		this.announcing = undefined;
		const kinds = new Map();
		this.untold.forEach(({ kind }) => kinds.set(kind, (kinds.get(kind) ?? 0) + 1));
		const { kind, path } = this.untold[this.untold.length - 1];
		announce(`${[...kinds].map(([what, n]) => `${n} ${shown(what)}`).join(", ")}; last: ${shown(path)} ${shown(kind)}`);
		this.untold = [];
	}
}

function line({ at, kind, path, incarnation, cause }) {
	return html("li", { "data-kind": kind }, html("time", { datetime: at }, clock(at)), glyph(KINDS.get(kind) ?? "RUNNING"), text("span", "kind", kind),
		linkTo(path, path), cause === undefined ? undefined : text("span", "cause", cause), text("span", "incarnation", `#${incarnation}`));
}

const announce = (words) => say($("announcements"), words);

// --- the connection ---

/** Whoever looks at the page is not signed in, or no longer. */
class Denied extends Error {}

class Lost extends Error {

	constructor(message, status = 0) {
		super(message);
		this.status = status;
	}
}

const POLLS = 2000;
const SILENCE = 40000;

/** A stream says something at once; where it does not, something on the way keeps it back. */
const FIRST_WORD = 8000;

/** A hidden page keeps its stream for so long: to a server that speaks HTTP/1.1 only, a browser has six connections for all of its pages. */
const UNSEEN = 3000;
const ANSWER = 20000;
const LONGEST_WAIT = 15000;

/** For so long the page polls before it asks for a stream again. */
const POLLING = 60000;

async function ask(address, accept, signal) {
	const response = await fetch(address, { headers: { Accept: accept }, redirect: "manual", cache: "no-store", signal });
	const { status, type } = response;
	if (type === "opaqueredirect" || status === 401 || status === 403) throw new Denied();
	if (!response.ok) throw new Lost(`The server answered ${status}`, status);
	if (!(response.headers.get("Content-Type") ?? "").includes(accept.replace(/^.*\//, ""))) {
		throw new Denied(); // a page to sign in at, in all likelihood
	}
	return response;
}

async function getJson(address, signal) {
	const inTime = AbortSignal.timeout(ANSWER);
	const response = await ask(address, "application/json", signal === undefined ? inTime : AbortSignal.any([signal, inTime]));
	return response.json();
}

const aboutPage = (part, after) => `?part=${part}${after === undefined ? "" : `&after=${encodeURIComponent(after)}`}`;

/** Keeps up with the server: by a stream, by polling, or by trying again. */
class Connection {

	/** @type {{ application?: string, actors?: string, metrics?: string, actions: string[], streaming: boolean }} */
	settings = { actions: [], streaming: false };
	/** @type {{ header: string, token: string } | undefined} */
	csrf = undefined;
	/** The version received last. @type {string | undefined} */
	after = undefined;
	streamFrom = 0;
	wake = () => {};
	/** Nobody looks at the page. */
	asleep = false;
	/** What failed did so because nobody looked. */
	interrupted = false;

	/**
	 * @param {(update: any) => void} receive
	 * @param {(state: string, seconds?: number) => void} tell
	 */
	constructor(receive, tell) {
		this.receive = receive;
		this.tell = tell;
		document.addEventListener("visibilitychange", () => this.#attention());
		window.addEventListener("online", () => this.wake());
		// a page that was left may be kept as it is, its stream included, for whoever comes back to it
		window.addEventListener("pagehide", () => this.#sleep());
		window.addEventListener("pageshow", () => this.#attention());
		this.#attention();
	}

	addressOf(actor) {
		const base = sameOrigin(this.settings.actors);
		return base === undefined ? undefined : `${base.replace(/\/$/, "")}/${encodeURIComponent(actor.id)}`;
	}

	async loadSettings() {
		const response = await ask(aboutPage("settings"), "application/json", AbortSignal.timeout(ANSWER));
		const header = response.headers.get("Theater-Csrf-Header");
		const token = response.headers.get("Theater-Csrf-Token");
		this.csrf = header === null || token === null ? undefined : { header, token };
		this.settings = { actions: [], ...(await response.json()) };
	}

	/** Never ends. */
	async run() {
		for (let failures = 0;;) {
			try {
				await this.#seen();
				await this.loadSettings();
				if (this.interrupted) continue;
				const asExpected = () => {
					failures = 0;
				};
				if (this.settings.streaming && performance.now() >= this.streamFrom) {
					await this.#stream(asExpected);
				} else {
					await this.#poll(asExpected);
				}
			} catch (failure) {
				if (this.interrupted) {
					this.tell("reconnecting");
				} else if (failure instanceof Denied) {
					this.tell("denied");
					await new Promise((resolve) => { this.wake = () => resolve(undefined); });
				} else {
					await this.#wait(failures++);
				}
			}
		}
	}

	async #stream(asExpected) {
		const control = this.control = new AbortController();
		const giveUp = () => control.abort(new Lost("The stream is silent"));
		let watchdog = setTimeout(giveUp, FIRST_WORD);
		let told = false;
		const opened = performance.now();
		try {
			const response = await ask(aboutPage("stream", this.after), "text/event-stream", control.signal);
			for await (const { event, data } of messages(response.body, () => {
				clearTimeout(watchdog);
				watchdog = setTimeout(giveUp, SILENCE);
				this.tell("live");
			})) {
				asExpected();
				told = true;
				if (event === "update") {
					this.#take(JSON.parse(data));
				} else if (event === "end" && performance.now() - opened > 2000) {
					return;
				}
			}
			throw new Lost("The stream ended");
		} catch (thrown) {
			const failure = control.signal.aborted ? control.signal.reason : thrown;
			if (failure instanceof Lost && (failure.status !== 0 || !told)) {
				// refused: too many look already, or it cannot be; or kept back by a proxy
				this.streamFrom = performance.now() + POLLING;
				return;
			}
			throw failure;
		} finally {
			clearTimeout(watchdog);
			control.abort();
		}
	}

	async #poll(asExpected) {
		const control = this.control = new AbortController();
		do {
			this.#take(await getJson(aboutPage("changes", this.after), control.signal));
			asExpected();
			this.tell("polling");
			await pause(POLLS);
			control.signal.throwIfAborted();
		} while (!this.settings.streaming || performance.now() < this.streamFrom);
	}

	#take(update) {
		this.after = update.version;
		try {
			this.receive({ actors: [], removed: [], events: [], ...update });
		} catch (failure) {
			reportError(failure); // the page's own fault, and no reason to connect anew
		}
	}

	/** 1, 2, 4 … 15 seconds, and not all pages in the same moment. */
	async #wait(failures) {
		this.streamFrom = 0;
		const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(failures, 4)) * (0.8 + 0.4 * Math.random());
		const until = performance.now() + wait;
		let woken = false;
		this.wake = () => {
			woken = true;
		};
		for (let left = wait; left > 0 && !woken; left = until - performance.now()) {
			this.tell("reconnecting", Math.ceil(left / 1000));
			await pause(Math.min(left, 250));
		}
		this.tell("reconnecting");
	}

	/** A page that nobody looks at gives the server no work. */
	#attention() {
		clearTimeout(this.leaving);
		if (document.hidden) {
			this.leaving = setTimeout(() => this.#sleep(), UNSEEN);
		} else {
			this.asleep = false;
			this.wake();
		}
	}

	#sleep() {
		this.asleep = this.interrupted = true;
		this.control?.abort();
	}

	async #seen() {
		if (this.asleep) await new Promise((resolve) => { this.wake = () => resolve(undefined); });
		this.interrupted = false;
	}
}

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** An address of the server that the page came from, and of no other. */
function sameOrigin(address) {
	if (typeof address !== "string" || !URL.canParse(address, location.href)) return undefined;
	const url = new URL(address, location.href);
	return url.origin === location.origin && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/**
 * The messages of an event stream. Not an EventSource, which tells neither why it was refused nor of the comments
 * that show that a silent stream lives.
 */
async function* messages(body, alive) {
	const reader = body.pipeThrough(new TextDecoderStream()).getReader();
	let rest = "";
	let message = { event: "message", data: [] };
	for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
		alive();
		rest += value;
		if (!value.includes("\n")) {
			continue; // a large update comes in many parts, and is not to be searched once for each
		}
		const lines = rest.split(/\r?\n/);
		rest = lines.pop() ?? "";
		for (const line of lines) {
			const [, field, content] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
			if (line === "") {
				if (message.data.length > 0 || message.event === "end") {
					yield { event: message.event, data: message.data.join("\n") };
				}
				message = { event: "message", data: [] };
			} else if (field === "event") {
				message.event = content;
			} else if (field === "data") {
				message.data.push(content);
			}
		}
	}
}

// --- the page ---

class Page {

	tree = new Tree();
	search = new Search();
	ticker = new Ticker();
	/** What was received and is not applied while the page is paused. @type {Held | null} */
	held = null;
	paused = false;
	connectionState = "connecting";
	/** @type {any} */
	latest = null;
	wantedPath = pathInAddress();

	constructor() {
		this.layout = new Layout(this.tree, this.search);
		this.view = new TreeView(this.layout, (actor) => this.select(actor));
		this.view.alongside = () => this.#drawRest();
		this.connection = new Connection((update) => this.receive(update), (state, seconds) => this.#connected(state, seconds));
		this.panel = new Panel(this.connection, () => this.select(null));
		this.#counts();
		this.#listen();
		this.#connected("connecting");
		setInterval(() => this.tree.root.below.BACKING_OFF > 0 && !this.paused && this.view.request(), 1000);
	}

	receive(update) {
		clockDifference = Date.parse(update.at) - Date.now();
		if (this.paused) {
			this.held ??= new Held(this.tree);
			this.held.add(update);
			this.#showConnection();
		} else {
			this.#apply(update);
		}
	}

	#apply(update) {
		const first = this.latest === null;
		this.latest = update;
		const { structure, actors } = this.tree.apply(update);
		if (structure) this.layout.openSome();
		if (this.search.active && (structure || actors.size > 0)) this.search.run(this.tree);
		if (structure) this.#pin();
		this.view.changed.push(...actors);
		this.ticker.take(update.events, { full: update.full, news: !first && !update.full });
		this.#follow(update, actors);
		const anew = structure || this.search.active || [...actors].some((actor) => this.layout.visible(actor) && this.layout.tooWide(actor));
		this.view.request(anew);
	}

	/** Keeps to whom the address names: another actor may have taken its place. */
	#follow(update, changed) {
		const { actor } = this.panel;
		const there = this.wantedPath === "" ? undefined : this.tree.paths.get(this.wantedPath);
		if (there !== undefined && there !== actor) {
			this.select(there, actor === null);
		} else if (actor !== null && (changed.has(actor) || update.events.some(({ id }) => id === actor.id))) {
			this.panel.changed();
		} else if (actor !== null && actor.gone) {
			this.panel.draw();
		}
	}

	/** @param {Actor | null} actor */
	select(actor, reveal = false) {
		this.wantedPath = actor?.path ?? "";
		const address = actor === null ? location.pathname + location.search : addressOf(actor.path);
		if (actor === null ? location.hash !== "" : location.hash !== address) {
			history.replaceState(null, "", address);
		}
		const returns = actor === null && $("panel").contains(document.activeElement);
		this.view.selected = actor;
		this.#pin();
		this.panel.open(actor);
		if (actor !== null && reveal) {
			this.#reveal(actor);
		} else {
			this.view.activate(actor); // the panel may just have come before it
		}
		this.view.request();
		if (returns && this.view.active !== null) this.view.activate(this.view.active, true);
	}

	#reveal(actor) {
		this.view.reveal(actor);
		if (!this.layout.visible(actor)) { // for it is not what is sought
			$("search").value = "";
			this.#find("");
			this.view.reveal(actor);
		}
	}

	#goTo(path) {
		const actor = this.tree.paths.get(path) ?? null;
		this.select(actor, true);
		if (actor === null) {
			this.wantedPath = path; // it may come yet
			announce(missing(path));
		}
	}

	#pin() {
		this.layout.pinned = new Set([this.view.selected, this.search.current]
			.flatMap((actor) => (actor === null ? [] : [actor, ...actor.ancestors()])));
	}

	// finding

	#find(query) {
		this.search.ask(query);
		for (const actor of this.tree.actors.values()) actor.shut = false;
		this.search.run(this.tree);
		this.#pin();
		this.#showFound();
		this.view.frame.scrollTop = 0;
		this.view.request(true);
	}

	#goToMatch(step) {
		const match = this.search.go(step);
		if (match !== null) {
			this.#pin();
			this.view.reveal(match);
			this.#showFound();
		}
	}

	#showFound() {
		const { matches, query } = this.search;
		say($("found"), this.search.words());
		keepFocus($("finder"), $("search"), () => {
			$("find-next").disabled = $("find-previous").disabled = matches.length === 0;
		});
		for (const button of $("counts").children) {
			put(button, "aria-pressed", query === `is:${stateKey(button.dataset.status)}`);
		}
	}

	// what is drawn beside the tree

	#counts() {
		$("counts").append(...COUNTS.map(([state]) => {
			const button = html("button", { "data-status": state, "aria-pressed": false, class: "count none" }, glyph(state),
				html("b", {}, "–"), " ", html("span", {}, stateLook(state).word));
			button.addEventListener("click", () => this.#count(state));
			return button;
		}));
		$("signs").append(...[...STATES].map(([state, { word }]) => html("li", {}, glyph(state), word)),
			html("li", {}, html("span", { class: "sign" }, "↻3"), "restarted 3 times"), html("li", {}, html("span", { class: "sign" }, "▤4"), "4 messages wait in the mailbox"));
	}

	#count(state) {
		const query = `is:${stateKey(state)}`;
		if (this.search.query !== query) {
			$("search").value = query;
			this.#find(query);
		}
		this.#goToMatch(1);
	}

	#drawRest() {
		if (this.latest === null) return;
		const { counts, totals, omitted, version, at } = this.latest;
		COUNTS.forEach(([, key], i) => {
			const button = $("counts").children[i];
			say(button.querySelector("b"), number(counts[key]));
			button.classList.toggle("none", counts[key] === 0);
		});
		const sums = [["actors", this.tree.actors.size + omitted], ["restarts", totals.restarts], ["failures", totals.failures], ["gave up", totals.gaveUp]];
		if ($("totals").childElementCount === 0) {
			$("totals").append(...sums.map(([term]) => html("div", {}, html("dt", {}, String(term)), html("dd"))));
		}
		sums.forEach(([, value], i) => say($("totals").children[i].lastChild, number(value)));
		this.#note(omitted);
		this.#showFound();
		this.ticker.draw();
		const [updated] = $("updated").children;
		say(updated, clock(at));
		put(updated, "datetime", at);
		$("updated").hidden = false;
		document.body.dataset.version = version;
	}

	#note(omitted) {
		const wanted = this.wantedPath;
		const words = this.tree.actors.size === 0 ? "No actors run here." : wanted !== "" && !this.tree.paths.has(wanted)
			? missing(wanted) : this.search.active && this.search.matches.length === 0
			? "Nothing matches. Esc clears the search." : omitted > 0 ? `${plural(omitted, "actor")} deeper in the tree are not shown here.` : "";
		say($("note"), words);
		$("note").hidden = words === "";
	}

	// connection and pause

	#connected(state, seconds) {
		if (state !== this.connectionState) announce(`Connection: ${state}`);
		this.connectionState = state;
		this.seconds = seconds;
		const { application, metrics } = this.connection.settings;
		say($("application"), shown(application ?? "Theater"));
		document.title = application === undefined ? "Theater" : `${shown(application)} · Theater`;
		const address = sameOrigin(metrics);
		put($("metrics"), "href", address);
		$("metrics").hidden = address === undefined;
		$("reload").hidden = state !== "denied";
		this.#showConnection();
	}

	#showConnection() {
		const { connectionState: state, paused, held } = this;
		const waiting = held?.size ?? 0;
		const words = { denied: "signed out", reconnecting: this.seconds === undefined ? "reconnecting" : `reconnecting in ${this.seconds} s` }[state] ?? state;
		const frozen = paused && state !== "denied";
		document.body.dataset.connection = frozen ? "paused" : state;
		say($("connection-text"), frozen ? `paused · ${plural(waiting, "change")} waiting${state === "live" ? "" : ` · ${words}`}` : words);
		put($("connection-glyph"), "d", frozen ? PAUSE_GLYPH : stateLook(CONNECTIONS.get(state)).glyph);
	}

	#pause() {
		this.paused = !this.paused;
		put($("pause"), "aria-pressed", this.paused);
		say($("pause-text"), this.paused ? "Resume" : "Pause");
		put($("pause-glyph"), "d", this.paused ? stateLook("STARTING").glyph : PAUSE_GLYPH);
		const { held } = this;
		this.held = null;
		if (!this.paused && held !== null) this.#apply(held.update());
		this.#showConnection();
	}

	// keys and buttons

	#listen() {
		const press = (id, action) => $(id).addEventListener("click", action);
		press("pause", () => this.#pause());
		press("reload", () => location.reload());
		press("zoom-in", () => this.view.zoomStep(1));
		press("zoom-out", () => this.view.zoomStep(-1));
		press("zoom-fit", () => this.view.zoomToFit());
		press("collapse-all", () => this.view.toggleAll(false));
		press("expand-all", () => this.view.toggleAll(true));
		press("find-next", () => this.#goToMatch(1));
		press("find-previous", () => this.#goToMatch(-1));
		press("help", () => $("help-box").showModal());
		press("help-close", () => $("help-box").close());
		$("search").addEventListener("input", () => this.#find($("search").value));
		$("search").addEventListener("keydown", (event) => this.#searchKey(event));
		window.addEventListener("hashchange", () => {
			const path = pathInAddress();
			path === "" ? this.select(null) : this.#goTo(path);
		});
		document.addEventListener("click", (event) => {
			const link = event.target instanceof Element && event.target.closest("a[data-goto]");
			if (link instanceof HTMLElement && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
				event.preventDefault();
				this.#goTo(link.dataset.goto);
			}
		});
		document.addEventListener("keydown", (event) => this.#key(event));
		const single = $("single-keys");
		single.checked = storage?.getItem("theater-single-keys") !== "off";
		single.addEventListener("change", () => storage?.setItem("theater-single-keys", single.checked ? "on" : "off"));
		if (narrow.matches) $("ticker-box").open = false;
	}

	#searchKey(event) {
		if (event.key === "Enter") {
			event.preventDefault();
			this.#goToMatch(event.shiftKey ? -1 : 1);
		} else if (event.key === "ArrowDown") {
			event.preventDefault();
			this.view.activate(this.view.active, true);
		}
	}

	#key(event) {
		const writing = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
		if (event.defaultPrevented || $("help-box").open || event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === "Escape") {
			this.#escape();
		} else if (!writing && $("single-keys").checked && event.key === "/") {
			event.preventDefault();
			$("search").select();
		} else if (!writing && $("single-keys").checked && event.key === "?") {
			$("help-box").showModal();
		}
	}

	#escape() {
		if (this.search.active) {
			const { current } = this.search;
			$("search").value = "";
			this.#find("");
			if (current !== null && !current.gone) {
				this.view.reveal(current); // what was found is still in sight among the others
			}
		} else {
			this.select(null);
		}
	}
}

const missing = (path) => `There is no actor ${shown(path)} now.`;

/** A browser may be told to keep nothing. */
const storage = (() => {
	try {
		return localStorage;
	} catch {
		return undefined;
	}
})();

function pathInAddress() {
	try {
		return decodeURIComponent(location.hash.slice(1));
	} catch {
		return ""; // not an address that this page made
	}
}

new Page().connection.run();
