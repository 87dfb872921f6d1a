package dev.theater.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.theater.chain.ChainCut;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.chain.StateChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The model of one actor's life: a machine that reads the actor's chain and says what may
 * not come next. It knows nothing of how the runtime does it.
 */
final class Life {

	/** Where an actor stands, as its chain tells. */
	enum Phase {

		/** Nothing has happened. */
		NONE,
		/** Between the decision to start and the call of init. */
		STARTING,
		/** In init. */
		INIT,
		/** Able to take messages. */
		UP,
		/** An incarnation has ended, and what becomes of the actor is open. */
		DOWN,
		/** Ended; may be started again if its place is kept. */
		STOPPED

	}

	final UUID id;

	private final StoryStore.Book book;

	private final StoryStore store;

	/** The notice that its last call was about; null if it was about something else. */
	private @Nullable Step notice;

	private final Family family = new Family(this);

	private final Lines lines = new Lines(this);

	private final List<String> wrong = new ArrayList<>();

	private final Map<String, Integer> senders = new LinkedHashMap<>();

	private final Set<String> seen = new HashSet<>();

	private final List<Long> inits = new ArrayList<>();

	private final List<Step> steps = new ArrayList<>();

	private Manifests.Intensity intensity = Manifests.Intensity.DEFAULT;

	private int read;

	private ChainCut end = ChainCut.NONE;

	private Phase phase = Phase.NONE;

	private String inCall;

	private int incarnation;

	private String state = "none";

	private String firstState;

	private String restartState;

	private boolean fallsBack;

	private long dead;

	private long failures;

	private long stops;

	Life(UUID id, StoryStore.Book book, StoryStore store) {
		this.id = id;
		this.store = store;
		this.book = book;
	}

	/** Reads what has been committed since. */
	void readOn() {
		for (StoryStore.Entry entry : this.book.after(this.read)) {
			this.read++;
			verify(entry.events());
			for (ChainEvent event : entry.events()) {
				Step step = Step.of(entry.position(), event);
				this.steps.add(step);
				take(step);
			}
			this.state = switch (entry.state()) {
				case StateChange.Keep keep -> this.state;
				case StateChange.Clear clear -> "none";
				case StateChange.Set set -> StoryStore.shown(set.bytes());
			};
		}
	}

	/** Verifies what has come to the chain, from where it ended before. */
	private void verify(List<ChainEvent> events) {
		ChainVerification verification = ChainVerification.verify(this.id, events, this.end, Optional.empty());
		if (!verification.valid()) {
			this.wrong.add("the chain of " + this.id + ": " + verification);
		}
		if (!events.isEmpty()) {
			ChainEvent last = events.getLast();
			this.end = new ChainCut(last.sequence() + 1, last.hash());
		}
	}

	private void take(Step step) {
		if (step.isOfChild()) {
			this.family.child(step);
		}
		else if (step.isOfCall()) {
			call(step);
		}
		else if (step.type().equals("theater:simple/actor/init")) {
			init(step);
		}
		else if (step.type().startsWith("theater:simple/")) {
			require(isRoot() || this.inCall != null || this.phase == Phase.INIT, step,
					"a host call outside of any call");
			this.lines.host(step);
		}
		else {
			lifeCycle(step);
		}
	}

	/** Whether it is the root supervisor's, which was never spawned. */
	boolean isRoot() {
		return this.phase == Phase.NONE;
	}

	private void call(Step step) {
		if (step.name().endsWith("Call")) {
			require(this.phase == Phase.UP, step, "a call while it is " + this.phase);
			require(this.inCall == null, step, "a call within " + this.inCall);
			this.inCall = step.name().substring(0, step.name().length() - 4);
			this.notice = null;
			this.lines.next();
			if (step.has("channel")) {
				this.lines.call(step);
			}
			else if (step.has("message")) {
				message(step);
			}
			else {
				this.family.notice(step);
				this.notice = step;
			}
		}
		else {
			String call = step.name().replaceAll("(Result|Error)$", "");
			require(call.equals(this.inCall), step, "an outcome in " + this.inCall);
			if (call.equals("HandleChannelOpen")) {
				this.lines.decided(step);
			}
			this.inCall = null;
		}
	}

	private void message(Step step) {
		String text = step.bytes("message");
		int at = text.lastIndexOf('#');
		if (at < 0) {
			return;
		}
		String tag = text.substring(at);
		require(this.seen.add(tag), step, "a message a second time");
		if (tag.contains(".")) {
			String[] parts = tag.substring(1).split("\\.");
			int number = Integer.parseInt(parts[1]);
			Integer before = this.senders.put(parts[0], number);
			require(before == null || before < number, step, "out of order, after " + before);
		}
	}

	private void init(Step step) {
		this.notice = null;
		if (step.name().equals("InitCall")) {
			require(this.phase == Phase.STARTING, step, "init while it is " + this.phase);
			require(step.number("incarnation") > this.incarnation, step, "an incarnation not newer than the last");
			this.incarnation = step.number("incarnation");
			String given = shown(step.data().path("state"));
			if (this.firstState == null) {
				this.firstState = given;
			}
			else if ("initial".equals(this.restartState)) {
				require(given.equals(this.firstState), step, "not the initial state " + this.firstState);
			}
			else if ("last-known".equals(this.restartState)) {
				require(given.equals(this.state), step, "not the last committed state " + this.state);
			}
			this.phase = Phase.INIT;
		}
		else {
			require(this.phase == Phase.INIT, step, "init ends while it is " + this.phase);
			this.phase = step.name().equals("InitResult") ? Phase.UP : Phase.DOWN;
			if (this.phase == Phase.UP) {
				this.inits.add(step.position());
				this.fallsBack = false;
				this.family.renewed();
			}
		}
	}

	private static String shown(JsonNode state) {
		if (state.isMissingNode() || state.isNull()) {
			return "none";
		}
		return state.isString() ? state.asString() : "length " + state.path("length").asInt();
	}

	private void lifeCycle(Step step) {
		switch (step.name()) {
			case "Spawned" -> {
				require(this.phase == Phase.NONE, step, "spawned a second time");
				this.intensity = Manifests.intensity(step.text("manifest"));
				this.family.decides(!Manifests.supervises(step.text("manifest")));
				this.phase = Phase.STARTING;
			}
			case "Failed" -> {
				this.failures++;
				down();
			}
			case "Exited" -> down();
			case "GaveUp", "FallsBack" -> this.fallsBack = true;
			case "Restarting" -> {
				require(this.phase != Phase.NONE, step, "restarted before it was spawned");
				require(!this.fallsBack || step.text("state").equals("initial"), step, "should start afresh");
				this.restartState = step.text("state");
				this.family.renew();
				this.phase = Phase.STARTING;
				this.inCall = null;
			}
			case "Stopped" -> {
				require(this.phase != Phase.STOPPED, step, "stopped a second time");
				this.stops++;
				this.phase = Phase.STOPPED;
				this.inCall = null;
			}
			case "DeadLetters" -> this.dead += step.number("count");
			case "CommitFailed" -> unstored(step);
			case "EventsLost" -> require(false, step, "there were not that many");
			default -> {
				// an operator's act, a delay, parking: followed by one of the others
			}
		}
	}

	/**
	 * What came of the last call was not stored: of what it was told, it is told again.
	 */
	private void unstored(Step step) {
		require(this.store.failures() > 0, step, "the store was in order");
		this.lines.unstored();
		if (this.notice != null) {
			this.family.unstored(this.notice);
		}
	}

	private void down() {
		this.phase = Phase.DOWN;
		this.inCall = null;
	}

	void require(boolean condition, Step step, String problem) {
		if (!condition) {
			int last = this.steps.size();
			this.wrong.add(this.id + ": " + problem + ": " + step + "\n  after "
					+ this.steps.subList(Math.max(0, last - 12), last - 1));
		}
	}

	// ---- what it came to

	/** What should not have happened. */
	List<String> wrong() {
		return this.wrong;
	}

	Family family() {
		return this.family;
	}

	/** How many restarts of its children it allows. */
	Manifests.Intensity intensity() {
		return this.intensity;
	}

	Lines lines() {
		return this.lines;
	}

	int incarnation() {
		return this.incarnation;
	}

	List<Step> steps() {
		return this.steps;
	}

	Phase phase() {
		return this.phase;
	}

	boolean isInCall() {
		return this.inCall != null;
	}

	/** Incarnations that failed, and times that it gave up. */
	long failures() {
		return this.failures;
	}

	long stops() {
		return this.stops;
	}

	/** Tags of the messages that were handled. */
	Set<String> seen() {
		return this.seen;
	}

	long dead() {
		return this.dead;
	}

	/** Whether an init ended well in a span of the story. */
	boolean wasUpBetween(long after, long until) {
		return this.inits.stream().anyMatch((at) -> at > after && at <= until);
	}

	/**
	 * When it was stopped such that it still was at some moment of a span; null if not.
	 */
	@Nullable Long stoppedBetween(long after, long until) {
		return this.steps.stream()
			.filter((step) -> step.name().equals("Stopped") && step.position() <= until
					&& restartAfter(step.position()) >= after)
			.map(Step::position)
			.reduce((first, second) -> second)
			.orElse(null);
	}

	/** When it began to start again after a moment; the end of all time if it did not. */
	long restartAfter(long position) {
		return this.steps.stream()
			.filter((step) -> step.position() > position && step.name().equals("Restarting"))
			.mapToLong(Step::position)
			.findFirst()
			.orElse(Long.MAX_VALUE);
	}

	/** What it did in a span of the story although it had ended. */
	List<Step> between(long after, long before) {
		return this.steps.stream()
			.filter((step) -> step.position() > after && step.position() < before
					&& !step.name().equals("StaleIncarnation") && !step.name().startsWith("Operator"))
			.toList();
	}

}
