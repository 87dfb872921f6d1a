package dev.theater.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.theater.supervisor.LifecycleOverrides;
import dev.theater.supervisor.SupervisionPolicy;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/** Reads the text of manifests. Immutable and thread-safe. */
public final class ManifestReader {

	/** Characters that a manifest in a location may have. */
	public static final int MAX_TEXT = 256 * 1024;

	/**
	 * Characters that a manifest given as text may have. Guests give those, and a text of
	 * nothing but errors costs the parser most of a second per 16 KiB.
	 */
	public static final int MAX_INLINE_TEXT = 16 * 1024;

	private static final TomlParseOptions OPTIONS = TomlParseOptions.sourceless().withMaxNestingDepth(32);

	/**
	 * Characters that an actor's name may have: it becomes part of paths, loggers and
	 * metrics.
	 */
	private static final int MAX_NAME = 100;

	private static final TomlPosition BEGINNING = TomlPosition.positionAt(1, 1);

	private final SupervisionPolicy supervisionDefaults;

	/**
	 * A reader.
	 * @param supervisionDefaults what holds for keys left out of {@code [supervision]}
	 */
	public ManifestReader(SupervisionPolicy supervisionDefaults) {
		this.supervisionDefaults = Objects.requireNonNull(supervisionDefaults, "supervisionDefaults");
	}

	/**
	 * Reads a manifest that has a place of its own.
	 * @param toml its text
	 * @param sourceName its name under its location, such as {@code team/desk.toml}
	 * @throws ManifestException if it is not TOML or not a manifest, with all that is
	 * wrong
	 */
	public Manifest read(String toml, String sourceName) {
		return read(toml, sourceName, false);
	}

	Manifest read(String toml, String sourceName, boolean inline) {
		int most = inline ? MAX_INLINE_TEXT : MAX_TEXT;
		if (toml.length() > most) {
			throw new ManifestException(List.of(new ManifestProblem(sourceName, null, 0, 0,
					"the manifest has " + toml.length() + " characters; at most " + most + " are allowed")));
		}
		ContentLines content = ContentLines.of(toml);
		if (content.firstOfTooMany() > 0) {
			throw new ManifestException(List.of(new ManifestProblem(sourceName, null, content.firstOfTooMany(), 1,
					"more than 100 blank lines or comments follow one another in a string of several lines; "
							+ "write \\n for some of them, or close the string before")));
		}
		Problems problems = new Problems(sourceName, content::original);
		Manifest manifest = read(new Section(parse(content.text(), problems), "", "the manifest", problems), sourceName,
				inline);
		problems.throwIfAny();
		// what is required is null only where that was a problem
		return Objects.requireNonNull(manifest);
	}

	private static TomlParseResult parse(String toml, Problems problems) {
		TomlParseResult result;
		try {
			result = Toml.parse(toml, OPTIONS);
		}
		catch (RuntimeException ex) {
			// the parser's walk over what it could make of a text is not always prepared
			problems.add(null, null,
					"the text is no TOML, and the parser does not say where; look for a carriage return "
							+ "that no line feed follows, and for a table in braces that does not end on its line");
			problems.throwIfAny();
			throw ex;
		}
		for (TomlParseError error : result.errors()) {
			problems.add(error);
		}
		problems.throwIfAny();
		return result;
	}

	private @Nullable Manifest read(Section root, String source, boolean inline) {
		String name = name(root, root.required("name", "worker", BEGINNING));
		String version = root.string("version");
		String component = path(root, "component", root.required("component", "worker.wasm", BEGINNING), source);
		String description = root.string("description");
		String longDescription = root.string("long_description");
		Boolean saveChain = root.bool("save_chain");
		String initState = initState(root, source, inline);
		List<HandlerGrant> handlers = handlers(root);
		Section supervision = root.section("supervision", "[supervision]");
		Optional<SupervisionPolicy> policy = Optional.ofNullable(supervision)
			.map((section) -> SupervisionKeys.read(section, this.supervisionDefaults));
		LifecycleOverrides lifecycle = lifecycle(root.section("lifecycle", "[lifecycle]"));
		List<ChildEntry> children = children(root);
		LimitOverrides limits = limits(root.section("limits", "[limits]"));
		root.finish();
		return (name == null || component == null) ? null
				: new Manifest(name, version, component, description, longDescription, saveChain != null && saveChain,
						initState, handlers, policy, lifecycle, limits, children);
	}

	private static @Nullable String name(Section section, @Nullable String name) {
		if (name != null && (name.length() > MAX_NAME || name.indexOf('/') >= 0 || !name.equals(name.strip())
				|| ManifestPath.hasUnprintable(name))) {
			section.problem("name", "name '" + ManifestPath.shown(name) + "' cannot be part of a path; it must have at "
					+ "most " + MAX_NAME + " characters, no '/', no control characters and no space at its ends");
			return null;
		}
		return name;
	}

	private static @Nullable String path(Section section, String key, @Nullable String path, String source) {
		if (path == null) {
			return null;
		}
		String refusal = ManifestPath.resolve(source, path).refusal();
		if (refusal != null) {
			section.problem(key, key + " '" + ManifestPath.shown(path) + "' is refused: " + refusal
					+ "; it must be a path relative to the manifest, inside its location");
			return null;
		}
		return path;
	}

	private static @Nullable String initState(Section root, String source, boolean inline) {
		String path = root.text("init_state", "state/worker.bin");
		if (path != null && inline) {
			root.problem("init_state", "init_state is not allowed in a manifest given as text; "
					+ "give the initial bytes to spawn instead");
			return null;
		}
		path = path(root, "init_state", path, source);
		if (path != null && !ManifestPath.isState(ManifestPath.resolve(source, path).path())) {
			root.problem("init_state",
					"init_state '" + ManifestPath.shown(path) + "' is refused: it must lead to a file " + "below '"
							+ ManifestPath.STATE_DIRECTORY + "' of the manifest's location");
			return null;
		}
		return path;
	}

	private static List<HandlerGrant> handlers(Section root) {
		List<HandlerGrant> handlers = new ArrayList<>();
		Set<String> types = new HashSet<>();
		for (Section.Entry entry : root.entries("handler")) {
			Section section = entry.section();
			String type = section.required("type", "message-server", entry.position());
			Map<String, Object> keys = section.rest();
			HandlerGrant grant = new HandlerGrant((type != null) ? type : "", keys, section.places(keys.keySet()));
			if (type != null && !types.add(type)) {
				section.problem("type", "handler '" + ManifestPath.shown(type)
						+ "' is granted twice; put all its keys into one [[handler]]");
			}
			handlers.add(grant);
		}
		return handlers;
	}

	private static LifecycleOverrides lifecycle(@Nullable Section section) {
		if (section == null) {
			return LifecycleOverrides.NONE;
		}
		LifecycleOverrides lifecycle = LifecycleKeys.read(section);
		section.finish();
		return lifecycle;
	}

	private static LimitOverrides limits(@Nullable Section section) {
		if (section == null) {
			return LimitOverrides.NONE;
		}
		LimitOverrides limits = new LimitOverrides(section.size("memory"), section.size("max_state"),
				section.size("max_message"), section.count("max_children", 0), section.count("mailbox", 1),
				section.count("max_channels", 0), section.count("max_events", 0), section.size("max_events_size"),
				section.size("max_log_line"), section.count("log_rate", 0), section.count("log_burst", 0));
		section.finish();
		return limits;
	}

	private static List<ChildEntry> children(Section root) {
		List<ChildEntry> children = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		for (Section.Entry entry : root.entries("child")) {
			Section section = entry.section();
			String manifest = section.required("manifest", "worker.toml", entry.position());
			Optional<String> refusal = (manifest != null) ? ManifestPath.whyNoManifest(manifest) : Optional.empty();
			refusal.ifPresent((why) -> section.problem("manifest",
					"manifest '" + ManifestPath.shown(String.valueOf(manifest)) + "' " + why
							+ "; it must be the name of a manifest under the configured locations, such as "
							+ "'worker.toml'"));
			String name = name(section, section.text("name", "worker-1"));
			String init = section.string("init");
			LifecycleOverrides lifecycle = LifecycleKeys.read(section);
			section.finish();
			if (manifest != null) {
				requireUnique(entry, manifest, name, taken);
				children.add(new ChildEntry(manifest, name, init, lifecycle));
			}
		}
		return children;
	}

	/**
	 * Children without a name take their manifest's, so two of one manifest would clash.
	 */
	private static void requireUnique(Section.Entry entry, String manifest, @Nullable String name, Set<String> taken) {
		if (name != null && !taken.add("name " + name)) {
			entry.section()
				.problem("name", "two children are named '" + name + "'; a name must be unique among the children");
		}
		if (name == null && !entry.section().has("name") && !taken.add("manifest " + manifest)) {
			entry.section()
				.problemAt("name", entry.position(), "two children of manifest '" + ManifestPath.shown(manifest)
						+ "' have no name of their own; give each a name");
		}
	}

}
