package dev.theater.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The model of restart intensity: never more restarts in a window than are allowed, and
 * nobody gives up before they are used up. When a restart was decided is not on a chain,
 * but it was between the end that it follows and the start; only what is wrong wherever
 * between them is told.
 */
final class Windows {

	/** Timestamps are cut to whole milliseconds. */
	private static final int ROUNDING = 2;

	private static final Pattern MORE_THAN = Pattern.compile("had (?:more than )?(\\d+) restarts");

	private final Map<UUID, Life> lives;

	private final List<String> wrong = new ArrayList<>();

	Windows(Map<UUID, Life> lives) {
		this.lives = lives;
	}

	/** A restart that counts: decided after the end, and at the latest at the start. */
	private record Restart(long end, long start) {
	}

	/** Everything that is wrong. */
	List<String> wrong() {
		this.lives.values().forEach(this::check);
		return this.wrong;
	}

	private void check(Life parent) {
		List<Life> children = parent.family()
			.steps()
			.keySet()
			.stream()
			.map((id) -> this.lives.get(UUID.fromString(id)))
			.toList();
		Manifests.Intensity intensity = parent.intensity();
		List<Long> begins = times(parent, "InitCall");
		if (parent.isRoot()) {
			for (Life child : children) {
				checkSpans(child, restarts(child, begins), times(child, "Parked"), intensity);
				checkParked(parent, child, intensity);
			}
			return;
		}
		List<Restart> restarts = new ArrayList<>();
		if (intensity.group()) {
			parent.steps().stream().filter((step) -> step.name().equals("GroupRestart")).forEach((step) -> {
				Life child = this.lives.get(UUID.fromString(step.text("because-of")));
				restarts.add(new Restart(lastEnd(child, step.millis()), step.millis()));
			});
		}
		else {
			children.forEach((child) -> restarts.addAll(restarts(child, begins)));
		}
		checkSpans(parent, restarts, begins, intensity);
		checkGivingUp(parent, children);
	}

	private static List<Long> times(Life life, String name) {
		return life.steps().stream().filter((step) -> step.name().equals(name)).map(Step::millis).toList();
	}

	private static boolean isEnd(Step step) {
		return step.name().equals("Failed") || step.name().equals("Exited");
	}

	private static long lastEnd(Life child, long until) {
		return child.steps()
			.stream()
			.filter((step) -> isEnd(step) && step.millis() <= until)
			.mapToLong(Step::millis)
			.max()
			.orElse(until);
	}

	/** Starts that follow an end, and not the parent's start or somebody's wish. */
	private static List<Restart> restarts(Life child, List<Long> begins) {
		List<Restart> restarts = new ArrayList<>();
		@Nullable Step end = null;
		for (Step step : child.steps()) {
			if (isEnd(step)) {
				end = step;
			}
			else if (step.name().equals("Stopped") || step.name().equals("Parked")) {
				end = null;
			}
			else if (step.name().equals("Restarting")) {
				if (end != null && none(begins, end.millis(), step.millis())) {
					restarts.add(new Restart(end.millis(), step.millis()));
				}
				end = null;
			}
		}
		return restarts;
	}

	private static boolean none(List<Long> times, long from, long to) {
		return times.stream().noneMatch((at) -> at >= from && at <= to);
	}

	/**
	 * Whether more restarts than are allowed were decided within a window's length.
	 * @param anew when counting began anew
	 */
	private void checkSpans(Life whose, List<Restart> restarts, List<Long> anew, Manifests.Intensity intensity) {
		List<Restart> inOrder = restarts.stream().sorted(Comparator.comparingLong(Restart::start)).toList();
		for (int i = 0; i + intensity.max() < inOrder.size(); i++) {
			List<Restart> some = inOrder.subList(i, i + intensity.max() + 1);
			long first = some.stream().mapToLong(Restart::end).min().orElseThrow();
			long last = some.getLast().start();
			if (last - first <= intensity.millis() - ROUNDING && none(anew, first, last)) {
				this.wrong.add("%s: %d restarts within %d ms, %s: %s".formatted(whose.id, some.size(), last - first,
						intensity, some));
			}
		}
	}

	/** By the chain's order: the next incarnation may begin in the same millisecond. */
	private void checkGivingUp(Life parent, List<Life> children) {
		long begin = 0;
		for (Step step : parent.steps()) {
			Matcher reason = MORE_THAN.matcher(step.text("reason"));
			if (step.name().equals("InitCall")) {
				begin = step.millis();
			}
			else if (step.name().equals("GaveUp") && reason.find()) {
				long ends = 0;
				for (Life child : children) {
					ends += ends(child, begin, step.millis());
				}
				if (ends <= Integer.parseInt(reason.group(1))) {
					this.wrong.add("%s gave up after %d ends: %s".formatted(parent.id, ends, step));
				}
			}
		}
	}

	/** A child of the root that was ready is parked after as many restarts as may be. */
	private void checkParked(Life root, Life child, Manifests.Intensity intensity) {
		if (!root.family().steps().getOrDefault(child.id.toString(), List.of()).contains("Spawned")) {
			return;
		}
		long ready = root.family().readyAt(child.id.toString());
		long before = 0;
		for (long parked : times(child, "Parked")) {
			// its first restart may have been somebody's wish, which counts too
			if (parked > ready && ends(child, before, parked) < intensity.max()) {
				this.wrong.add("%s was parked at %d after %d ends: %s".formatted(child.id, parked,
						ends(child, before, parked), child.steps()));
			}
			before = parked;
		}
	}

	private static long ends(Life child, long from, long to) {
		return child.steps()
			.stream()
			.filter((step) -> isEnd(step) && step.millis() >= from && step.millis() <= to)
			.count();
	}

}
