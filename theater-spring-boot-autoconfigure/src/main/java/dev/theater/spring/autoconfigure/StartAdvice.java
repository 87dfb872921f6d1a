package dev.theater.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.theater.actor.ExitReason;
import dev.theater.component.LinkException;
import dev.theater.component.type.ComponentException;
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import dev.theater.manifest.ManifestException;
import dev.theater.manifest.ManifestProblem;
import dev.theater.supervisor.ActorErrorException;
import dev.theater.supervisor.ActorErrorException.FailedStart;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.LoadProblem;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

/** Why an actor cannot start, and what to do about it, as concretely as that is known. */
final class StartAdvice {

	/** The root actor that was to be started; null if none was. */
	private final LoadProblem.@Nullable RootActor root;

	/** Starts that failed on a child's, from the outermost. */
	private final List<FailedStart> parents = new ArrayList<>();

	private final SupervisorException innermost;

	StartAdvice(SupervisorException failure) {
		SupervisorException next = failure;
		LoadProblem.RootActor rootActor = null;
		while (next.getCause() instanceof SupervisorException cause) {
			if (next instanceof HandlerErrorException ex
					&& ex.problem().orElse(null) instanceof LoadProblem.RootActor known) {
				rootActor = known;
			}
			if (next instanceof ActorErrorException ex) {
				ex.start().ifPresent(this.parents::add);
			}
			next = cause;
		}
		this.root = rootActor;
		this.innermost = (rootActor != null || !this.parents.isEmpty()) ? next : failure;
	}

	/** The root actor's name; null if that is not known. */
	@Nullable String rootActor() {
		return (this.root != null) ? this.root.actor() : null;
	}

	/** What is wrong, without who noticed it on the way. */
	String reason() {
		String circle = circle();
		String text = (circle != null) ? "the manifests go in a circle: " + circle
				: FailureText.forPeople(this.innermost);
		FailedStart start = start(this.innermost);
		return (start != null && !this.parents.isEmpty()) ? start.path() + ": " + text : text;
	}

	/** What to do. */
	String action() {
		String circle = circle();
		if (circle != null) {
			return "Take the [[child]] entry out of one of these manifests.";
		}
		LoadProblem problem = (this.innermost instanceof HandlerErrorException ex) ? ex.problem().orElse(null) : null;
		if (problem != null) {
			return about(problem);
		}
		if (this.innermost.getCause() instanceof ManifestException manifest) {
			return about(manifest, (this.root != null && this.root.manifest().equals(manifest.source()))
					? "theater.actors." + this.root.actor() + ".manifest" : null);
		}
		FailedStart start = start(this.innermost);
		if (start != null && start.exit() instanceof ExitReason.Failed failed) {
			return about(start, failed);
		}
		return (this.innermost.reason() == Reason.LIMIT)
				? "Need less of what the message names, or raise that limit: in the manifest's [limits], and "
						+ "theater.limits.* where that is lower."
				: "Correct what the message names, in the actor's manifest or component.";
	}

	/**
	 * The manifests that have each other as children; null if they do not. That ends only
	 * at the greatest depth.
	 */
	private @Nullable String circle() {
		List<String> names = this.parents.stream().map(FailedStart::manifest).toList();
		for (int i = 1; this.innermost.reason() == Reason.LIMIT && i < names.size(); i++) {
			int first = names.indexOf(names.get(i));
			if (first < i) {
				return String.join(" → ", names.subList(first, i + 1));
			}
		}
		return null;
	}

	private static @Nullable FailedStart start(SupervisorException failure) {
		return (failure instanceof ActorErrorException ex) ? ex.start().orElse(null) : null;
	}

	private String about(LoadProblem problem) {
		String manifest = problem.manifest();
		return switch (problem) {
			case LoadProblem.RootActor root -> "Correct what the message names.";
			case LoadProblem.Child child -> create(manifest, child.place());
			case LoadProblem.UnknownHandler unknown ->
				"Correct type = \"" + unknown.type() + "\" in " + manifest + ", or define a bean of type "
						+ "dev.theater.host.HostHandler whose name() is \"" + unknown.type() + "\".";
			case LoadProblem.HandlerKey key -> "Correct '" + key.key() + "' below [[handler]] type = \"" + key.type()
					+ "\" in " + manifest + ", or leave it out.";
			case LoadProblem.AboveCeiling above ->
				"Set " + above.key() + " in " + manifest + " to " + above.ceiling() + " or less, or the property "
						+ above.property() + " to " + above.wanted().replace("\"", "") + " or more.";
			case LoadProblem.NotOffered missing -> "Define a bean of type dev.theater.host.HostHandler that offers "
					+ String.join(" and ", missing.interfaces()) + " and grant it in " + manifest
					+ " by a [[handler]] with its name, or build the component without this import.";
			case LoadProblem.NotGranted missing -> "Add to " + manifest + ", if the actor may do so:" + grants(missing);
			case LoadProblem.NoActor none ->
				"Build '" + none.component() + "' for one of the worlds of theater.wit, as "
						+ "docs/guide/writing-actors.md describes, or correct 'component' in " + manifest + ".";
			case LoadProblem.Unusable unusable -> about(unusable, this.innermost.getCause());
		};
	}

	private static String grants(LoadProblem.NotGranted missing) {
		return missing.handlers()
			.stream()
			.distinct()
			.map((handler) -> "\n\n    [[handler]]\n    type = \"" + handler + "\"")
			.collect(Collectors.joining())
			.replace("\n", System.lineSeparator());
	}

	private static String about(LoadProblem.Unusable problem, @Nullable Throwable why) {
		String component = "'" + problem.component() + "'";
		return switch ((ComponentException) why) {
			case UnsupportedFeatureException ex when ex.feature().startsWith("GC") ->
				"Build " + component + " without GC types, or set theater.engine.allow-gc=true if it is trusted: "
						+ "the memory of such objects cannot be bounded.";
			case UnsupportedFeatureException ex ->
				"Build " + component + " without it, by your tool chain's options for WebAssembly features.";
			case InvalidComponentException ex when ex.rule() == ValidationRule.LIMIT ->
				"Build " + component + " so that it stays below this limit, which cannot be changed.";
			case InvalidComponentException ex -> "Build " + component
					+ " again with a current version of your tools: wasm-tools validate must accept it.";
			case LinkException ex -> "Build " + component + " against the WIT of this version of theater and of the "
					+ "application's HostHandlers, and without any other import.";
			case null, default -> "Put the whole component in the place of " + component
					+ ", or correct 'component' in " + problem.manifest() + ".";
		};
	}

	/**
	 * What to do about a manifest.
	 * @param place what names it; null if that is not known
	 */
	static String about(ManifestException failure, @Nullable String place) {
		String source = failure.source();
		if (failure.line() > 0) {
			List<Integer> lines = failure.problems().stream().map(ManifestProblem::line).distinct().toList();
			return "Correct "
					+ ((lines.size() == 1) ? failure.key().map((key) -> "'" + key + "' in ").orElse("") + "line "
							: "lines ")
					+ lines.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " of " + source + ".";
		}
		return failure.key()
			.map((key) -> "Correct '" + key + "' in " + source + ", or put the file where it points.")
			.orElseGet(() -> create(source, place));
	}

	private static String create(String source, @Nullable String place) {
		return "Correct '" + source + "' in one of the theater.manifest-locations, or what names it: "
				+ ((place != null) ? place : "a manifest, or the code that spawns the actor") + ".";
	}

	private static String about(FailedStart start, ExitReason.Failed failed) {
		String actor = "theater.actors." + start.path();
		boolean isRoot = start.path().indexOf('/') < 0;
		String input = isRoot ? actor + ".init, " + actor + ".init-location or init_state in " + start.manifest()
				: "init of its [[child]] entry, or init_state in " + start.manifest();
		return switch (failed.cause()) {
			case ERROR -> "Give init the state that it wants, by " + input + ", or correct the component.";
			case TRAP -> "Correct the component, or the state that init gets by " + input
					+ ". What it logged before, as " + "theater.guest.*, may say more.";
			case TIMEOUT -> "Raise init_timeout below [lifecycle] in " + start.manifest()
					+ ", and theater.limits.init-timeout where that is lower, or have init do less.";
			case LIMIT -> "Raise the limit below [limits] in " + start.manifest()
					+ ", and theater.limits.* where that is lower, or have init need less.";
			case HOST -> "This is no fault of the actor's: correct the application's EventStore, or the HostHandler "
					+ "that init called.";
		};
	}

}
