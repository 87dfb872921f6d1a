package dev.theater.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Paths below a location, with {@code /} between their parts. What is refused here never
 * reaches a file system or class loader, whose own rules differ from one to the next.
 */
final class ManifestPath {

	static final int MAX_LENGTH = 200;

	static final String SUFFIX = ".toml";

	/** What the usual file systems can store, as UTF-8. */
	private static final int MAX_PART_BYTES = 255;

	/** Names that mean a device in every directory of Windows, whatever follows a dot. */
	private static final Pattern DEVICE = Pattern.compile(
			"(?:con|prn|aux|nul|conin\\$|conout\\$|clock\\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\\..*)?",
			Pattern.CASE_INSENSITIVE);

	/** Below it lie the files that {@code init_state} may name. */
	static final String STATE_DIRECTORY = "state/";

	private ManifestPath() {
	}

	/** Why this is no plain path below a location; empty if it is one. */
	static Optional<String> whyNotPlain(String path) {
		String why = whyNotRelative(path);
		if (why == null) {
			for (String part : path.split("/", -1)) {
				why = (why != null) ? why : whyNotPlainPart(part);
			}
		}
		return Optional.ofNullable(why);
	}

	/**
	 * Why this names no manifest below a location; empty if it does. The suffix matters:
	 * without it a guest could learn of other files by what is said to be wrong in them.
	 */
	static Optional<String> whyNoManifest(String name) {
		return whyNotPlain(name).map((why) -> "is outside the configured locations: " + why)
			.or(() -> name.endsWith(SUFFIX) ? Optional.empty()
					: Optional.of("is not the name of a manifest: it does not end with '" + SUFFIX + "'"));
	}

	private static @Nullable String whyNotPlainPart(String part) {
		return switch (part) {
			case ".." -> "it contains '..'";
			case "." -> "it contains a part that is just '.'";
			case "" -> "it has an empty part between, before or after its slashes";
			default -> whyNotPortable(part);
		};
	}

	/** What some system takes for another name, or for no file at all. */
	private static @Nullable String whyNotPortable(String part) {
		if (part.endsWith(".") || part.endsWith(" ")) {
			return "it has a part that ends with a dot or a space, which some systems leave out";
		}
		if (DEVICE.matcher(part).matches()) {
			return "it contains '" + shown(part) + "', the name of a device on Windows";
		}
		int bytes = part.getBytes(StandardCharsets.UTF_8).length;
		return (bytes > MAX_PART_BYTES)
				? "it has a part of " + bytes + " bytes, and at most " + MAX_PART_BYTES + " are allowed" : null;
	}

	/** Rules for plain paths and for those that may go up by {@code ..}. */
	private static @Nullable String whyNotRelative(String path) {
		if (path.isBlank()) {
			return "it is empty";
		}
		if (path.length() > MAX_LENGTH) {
			return "it has " + path.length() + " characters, and at most " + MAX_LENGTH + " are allowed";
		}
		if (path.startsWith("/")) {
			return "it is absolute";
		}
		if (path.indexOf('\\') >= 0) {
			return "it contains a backslash";
		}
		if (path.indexOf(':') >= 0) {
			return "it contains ':', as URLs and drive letters do";
		}
		if (hasUnprintable(path)) {
			return "it contains a control character";
		}
		return null;
	}

	static boolean hasUnprintable(String text) {
		return text.codePoints().anyMatch(ManifestPath::isUnprintable);
	}

	/** Whether a path below a location leads to where {@code init_state} may. */
	static boolean isState(@Nullable String path) {
		return path != null && path.startsWith(STATE_DIRECTORY) && path.length() > STATE_DIRECTORY.length();
	}

	private static boolean isUnprintable(int c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> false;
		};
	}

	/**
	 * Where a path written in a manifest leads to, below the manifest's location.
	 * @param manifest the manifest's own path there
	 * @param written the path, relative to the manifest; it may go up by {@code ..}, but
	 * not out
	 */
	static Resolved resolve(String manifest, String written) {
		String why = whyNotRelative(written);
		if (why != null) {
			return new Resolved(null, why);
		}
		Deque<String> parts = new ArrayDeque<>();
		String[] base = manifest.split("/", -1);
		for (int i = 0; i < base.length - 1; i++) {
			parts.addLast(base[i]);
		}
		for (String part : written.split("/", -1)) {
			String refusal = follow(part, parts);
			if (refusal != null) {
				return new Resolved(null, refusal);
			}
		}
		return parts.isEmpty() ? new Resolved(null, "it names no file") : new Resolved(String.join("/", parts), null);
	}

	/** Goes on from a place to one of its parts; says why not. */
	private static @Nullable String follow(String part, Deque<String> parts) {
		if (part.equals("..")) {
			return (parts.pollLast() == null) ? "it leads out of the manifest's location" : null;
		}
		if (part.isEmpty()) {
			return "it has an empty part between or after its slashes";
		}
		if (part.equals(".")) {
			return null;
		}
		parts.addLast(part);
		return whyNotPortable(part);
	}

	/** The path's text for an error message: short and printable. */
	static String shown(String path) {
		StringBuilder shown = new StringBuilder();
		path.codePoints().limit(80).forEach((c) -> {
			if (isUnprintable(c)) {
				shown.append(String.format("\\u%04x", c));
			}
			else {
				shown.appendCodePoint(c);
			}
		});
		return (path.codePointCount(0, path.length()) > 80) ? shown.append('…').toString() : shown.toString();
	}

	/**
	 * A path below a location, or why there is none; exactly one of them is null.
	 */
	record Resolved(@Nullable String path, @Nullable String refusal) {
	}

}
