package dev.theater.actor;

/**
 * A function that a guest may export. All have the shape {@code (state, params) ->
 * result<tuple<state[, tuple<response>]>, string>} of {@code theater:simple}.
 *
 * @param interfaceName such as {@code theater:simple/actor}
 * @param function such as {@code init}
 */
public record GuestExport(String interfaceName, String function) {

	/** Every actor has it. */
	public static final GuestExport INIT = new GuestExport("theater:simple/actor", "init");

	static final String MESSAGES = "theater:simple/message-server-client";

	/** Takes a message. */
	public static final GuestExport HANDLE_SEND = new GuestExport(MESSAGES, "handle-send");

	/** Takes a request. */
	public static final GuestExport HANDLE_REQUEST = new GuestExport(MESSAGES, "handle-request");

	/** Decides whether a channel is opened. */
	public static final GuestExport HANDLE_CHANNEL_OPEN = new GuestExport(MESSAGES, "handle-channel-open");

	/** Takes a message on a channel. */
	public static final GuestExport HANDLE_CHANNEL_MESSAGE = new GuestExport(MESSAGES, "handle-channel-message");

	/** Is told that the other end of a channel is gone. */
	public static final GuestExport HANDLE_CHANNEL_CLOSE = new GuestExport(MESSAGES, "handle-channel-close");

	private static final String SUPERVISION = "theater:simple/supervisor-handlers";

	/** Is told of a child's failure. */
	public static final GuestExport HANDLE_CHILD_ERROR = new GuestExport(SUPERVISION, "handle-child-error");

	/** Is told of a child's normal end. */
	public static final GuestExport HANDLE_CHILD_EXIT = new GuestExport(SUPERVISION, "handle-child-exit");

	/** Is told that an operator stopped a child. */
	public static final GuestExport HANDLE_CHILD_EXTERNAL_STOP = new GuestExport(SUPERVISION,
			"handle-child-external-stop");

	/** The type of the chain's events about calls of this function. */
	String eventType() {
		return this.interfaceName + "/" + this.function;
	}

	/**
	 * A function's name as the first part of an event's name: {@code handle-send} becomes
	 * {@code HandleSend}.
	 */
	public static String eventName(String function) {
		StringBuilder name = new StringBuilder(function.length());
		boolean upper = true;
		for (int i = 0; i < function.length(); i++) {
			char letter = function.charAt(i);
			if (letter == '-') {
				upper = true;
				continue;
			}
			name.append(upper ? Character.toUpperCase(letter) : letter);
			upper = false;
		}
		return name.toString();
	}

	@Override
	public String toString() {
		return this.interfaceName + "#" + this.function;
	}
}
