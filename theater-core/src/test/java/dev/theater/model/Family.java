package dev.theater.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The model of what a supervising guest is told of its children: exactly one notice per
 * event that it is to hear of, unless it or the child has begun anew by then.
 */
final class Family {

	private final Life parent;

	/** Notices that are due, by child. */
	private final Map<String, String> due = new HashMap<>();

	/** Children of whose last failure the guest was told. */
	private final Set<String> told = new HashSet<>();

	/** What happened to each child. */
	private final Map<String, List<String>> steps = new HashMap<>();

	/**
	 * Notices about what happened while the parent began anew: whether that was just
	 * before or just after, nobody can say.
	 */
	private final Map<String, String> open = new HashMap<>();

	/** When each child was ready first. */
	private final Map<String, Long> ready = new HashMap<>();

	private boolean decides;

	Family(Life parent) {
		this.parent = parent;
	}

	/** Says whether the guest is asked about failures. */
	void decides(boolean decides) {
		this.decides = decides;
	}

	/** What happened to children: the names of the steps, by child. */
	Map<String, List<String>> steps() {
		return this.steps;
	}

	/** When a child was ready first; the end of all time if it never was. */
	long readyAt(String child) {
		return this.ready.getOrDefault(child, Long.MAX_VALUE);
	}

	/** Notices that it should have heard by now. */
	Map<String, String> due() {
		return this.due;
	}

	/**
	 * The parent begins anew, and what happened to its old children means nothing to it.
	 */
	void renew() {
		this.due.clear();
		this.open.clear();
		this.told.clear();
	}

	/** The parent has begun anew. */
	void renewed() {
		this.open.putAll(this.due);
		this.due.clear();
	}

	void child(Step step) {
		String child = step.text("child");
		String what = step.name().substring("Child".length());
		this.open.remove(child);
		this.steps.computeIfAbsent(child, (id) -> new ArrayList<>()).add(what);
		switch (what) {
			case "Spawned" -> this.ready.put(child, step.millis());
			case "Failed", "GaveUp" -> {
				this.told.remove(child);
				this.due.remove(child);
				if (this.decides) {
					this.due.put(child, "HandleChildError");
				}
			}
			case "Restarted" -> {
				this.due.remove(child);
				this.told.remove(child);
			}
			case "Stopped" -> stopped(child, step.text("reason"));
			default -> {
				// nobody is told
			}
		}
	}

	private void stopped(String child, String reason) {
		String overtaken = this.due.remove(child);
		if (overtaken != null) {
			// the guest may have been given it in the same moment
			this.open.put(child, overtaken);
		}
		if (reason.equals("ended normally")) {
			this.due.put(child, "HandleChildExit");
		}
		else if (reason.equals("stopped by an operator")) {
			this.due.put(child, "HandleChildExternalStop");
		}
		else if (!reason.startsWith("stopped by") && !this.told.contains(child)) {
			this.due.put(child, "HandleChildError");
		}
	}

	/** The guest was told, but what came of it was not stored: it is told again. */
	void unstored(Step step) {
		this.open.put(step.text("child"), noticeOf(step));
	}

	private static String noticeOf(Step step) {
		return step.name().substring(0, step.name().length() - 4);
	}

	/** The guest is told. */
	void notice(Step step) {
		String child = step.text("child");
		String notice = noticeOf(step);
		String due = this.due.remove(child);
		String open = this.open.remove(child);
		this.parent.require(notice.equals(due) || notice.equals(open), step, "a notice that is not due; due is " + due);
		if (notice.equals("HandleChildError")) {
			this.told.add(child);
		}
	}

}
