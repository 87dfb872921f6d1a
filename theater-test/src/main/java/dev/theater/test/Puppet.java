package dev.theater.test;

import dev.theater.actor.ActorId;
import dev.theater.manifest.ManifestLocation;

/**
 * A guest that does what it is told: the words for it. Its state is text; a message or a
 * request is one of the commands here; a request answers with what the command gives,
 * {@code ok …} or {@code err …} where the host was asked. So a supervision tree can be
 * tried without a guest of one's own.
 *
 * <p>
 * {@code puppet.toml} in {@link #location()} is its manifest with all grants; a
 * {@link Scenario} finds it there, and writes others with {@link Scenario#puppet}.
 *
 * <p>
 * A puppet that is a supervisor notes what it is told of its children in its state, a
 * line each: {@code error ID TEXT}, {@code exit ID RESULT}, {@code stop ID}. With
 * {@link #RESTARTS_CHILDREN} in its state it restarts a child that failed.
 */
public final class Puppet {

	/** The manifest's name. */
	public static final String MANIFEST = "puppet.toml";

	/** As a part of its state: restarts a child that failed. */
	public static final String RESTARTS_CHILDREN = "on-error=restart";

	/** As a part of its state: fails when it is told of a child's failure. */
	public static final String FAILS_WITH_CHILDREN = "on-error=fail";

	/**
	 * As a part of its state: ends normally when a child has, with the child's result.
	 */
	public static final String ENDS_WITH_CHILDREN = "on-exit=shutdown";

	private static final String FOLDER = "dev/theater/test/puppet/";

	private Puppet() {
	}

	/** Where the puppet's manifest and component are. */
	public static ManifestLocation location() {
		return ManifestLocation.classpath(FOLDER, Puppet.class.getClassLoader());
	}

	/**
	 * A manifest for the puppet with all grants.
	 * @param name the actor's name
	 * @param more TOML that follows, such as {@code [lifecycle]}
	 */
	public static String manifest(String name, String more) {
		return """
				name = "%s"
				component = "puppet.wasm"
				[[handler]]
				type = "runtime"
				[[handler]]
				type = "supervisor"
				[[handler]]
				type = "message-server"
				%s""".formatted(name, more);
	}

	// ---- its state

	/** Answers with the state, or {@code none}. */
	public static String get() {
		return "get";
	}

	/** Replaces the state. */
	public static String set(String state) {
		return "set " + state;
	}

	/** Adds one to a state that is a number, and answers with it. */
	public static String add() {
		return "add";
	}

	/** Has no state any more. */
	public static String clear() {
		return "clear";
	}

	/** Makes its state this long. */
	public static String bigState(int bytes) {
		return "bigstate " + bytes;
	}

	/** Grows its memory by so many pages of 64 KB. */
	public static String grow(int pages) {
		return "grow " + pages;
	}

	// ---- its end

	/** Traps. */
	public static String crash() {
		return "trap";
	}

	/** Answers with an error. */
	public static String fail(String error) {
		return "err " + error;
	}

	/** Runs without end; no stop is heeded before the call's or the shutdown's time. */
	public static String loop() {
		return "loop";
	}

	/** Calls itself until its stack overflows. */
	public static String recurse() {
		return "recurse";
	}

	/** Ends normally, without a result. */
	public static String exit() {
		return "shutdown";
	}

	/** Ends normally with a result. */
	public static String exit(String result) {
		return "shutdown " + result;
	}

	// ---- its messages

	/** Writes to the log. */
	public static String log(String text) {
		return "log " + text;
	}

	/** Sends a message. */
	public static String send(ActorId to, String message) {
		return "send " + to + " " + message;
	}

	/** Asks another actor, and answers with its answer. */
	public static String request(ActorId to, String message) {
		return "request " + to + " " + message;
	}

	/** Answers a request later, with {@link #respond}. */
	public static String answerLater() {
		return "none";
	}

	/** Answers with the number of requests that wait for an answer, and their ids. */
	public static String outstanding() {
		return "outstanding";
	}

	/** Answers a request that waits. */
	public static String respond(String request, String answer) {
		return "respond " + request + " " + answer;
	}

	/** Gives a request up that waits. */
	public static String cancel(String request) {
		return "cancel " + request;
	}

	// ---- its channels

	/**
	 * Opens a channel to another actor, and answers with the channel's id.
	 * @param message what goes with the wish; a puppet accepts {@code accept} and refuses
	 * {@code refuse WHY}
	 */
	public static String openChannel(ActorId to, String message) {
		return "channel " + to + " " + message;
	}

	/** Sends a message on a channel. */
	public static String sendOnChannel(String channel, String message) {
		return "channel-send " + channel + " " + message;
	}

	/** Closes a channel. */
	public static String closeChannel(String channel) {
		return "channel-close " + channel;
	}

	// ---- its children

	/** Spawns a child, and answers with its id. */
	public static String spawn(String manifest) {
		return "spawn " + manifest;
	}

	/** Spawns a child with this state. */
	public static String spawn(String manifest, String init) {
		return init.isEmpty() ? spawn(manifest) : "spawn " + manifest + " " + init;
	}

	/** Answers with the number of its children and their ids. */
	public static String list() {
		return "list";
	}

	/** Restarts a child. */
	public static String restart(ActorId child) {
		return "restart " + child;
	}

	/** Stops a child. */
	public static String stop(ActorId child) {
		return "stop " + child;
	}

	/** Answers with a child's state. */
	public static String state(ActorId child) {
		return "state " + child;
	}

	// ---- as its state: what its next start does

	/** As a state: {@code init} runs without end. */
	public static String hangInInit() {
		return "init=hang";
	}

	/** As a state: {@code init} traps. */
	public static String crashInInit() {
		return "init=trap";
	}

	/** As a state: {@code init} answers with an error. */
	public static String failInInit(String error) {
		return "init=err " + error;
	}

	/**
	 * As an initial state: the m-th to the n-th call of {@code init} answers with an
	 * error, counted over all incarnations; the others do not.
	 */
	public static String failInInit(int from, int to) {
		return "init=fail " + from + "-" + to;
	}

	/** As a state: {@code init} ends the actor normally with a result. */
	public static String exitInInit(String result) {
		return "init=shutdown " + result;
	}

	/**
	 * As a state: {@code init} asks another actor, and takes as long as that one takes to
	 * answer; the state is then what came of it.
	 */
	public static String requestInInit(ActorId to, String message) {
		return "init=request:" + to + " " + message;
	}

	/** As a state: {@code init} spawns a child; the state is then what came of it. */
	public static String spawnInInit(String manifest, String init) {
		return "init=spawn:" + manifest + " " + init;
	}

}
