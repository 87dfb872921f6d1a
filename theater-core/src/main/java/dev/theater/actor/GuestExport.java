package dev.theater.actor;

import java.util.Objects;

/**
 * A function that a guest may export. All have the shape {@code (state, params) ->
 * result<tuple<state[, tuple<response>]>, string>} of {@code theater:simple}. A value;
 * the names that every call of it notes are made once.
 */
public final class GuestExport {

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

	private final String interfaceName;

	private final String function;

	private final String eventType;

	private final String eventName;

	/**
	 * @param interfaceName such as {@code theater:simple/actor}
	 * @param function such as {@code init}
	 */
	public GuestExport(String interfaceName, String function) {
		this.interfaceName = Objects.requireNonNull(interfaceName, "interfaceName");
		this.function = Objects.requireNonNull(function, "function");
		this.eventType = interfaceName + "/" + function;
		this.eventName = eventName(function);
	}

	/** Such as {@code theater:simple/actor}. */
	public String interfaceName() {
		return this.interfaceName;
	}

	/** Such as {@code init}. */
	public String function() {
		return this.function;
	}

	/** The type of the chain's events about calls of this function. */
	String eventType() {
		return this.eventType;
	}

	/** The first part of the names of events about calls of this function. */
	String eventName() {
		return this.eventName;
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
	public boolean equals(Object other) {
		return other instanceof GuestExport that && this.function.equals(that.function)
				&& this.interfaceName.equals(that.interfaceName);
	}

	@Override
	public int hashCode() {
		return this.eventType.hashCode();
	}

	@Override
	public String toString() {
		return this.interfaceName + "#" + this.function;
	}

}
