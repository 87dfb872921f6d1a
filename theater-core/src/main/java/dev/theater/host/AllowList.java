package dev.theater.host;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Names that a manifest allows, in upper and lower case as they stand there.
 *
 * @param entries each a name, or the beginning of names and a {@code *} at its end
 */
public record AllowList(List<String> entries) {

	/** Allows nothing. */
	public static final AllowList NONE = new AllowList(List.of());

	public AllowList {
		entries = List.copyOf(entries);
	}

	/** Whether a name is allowed. */
	public boolean allows(String name) {
		return this.entries.stream().anyMatch((entry) -> covers(entry, name));
	}

	/** The entries by which this allows more than another. */
	AllowList beyond(AllowList other) {
		return new AllowList(this.entries.stream()
			.filter((own) -> other.entries.stream().noneMatch((entry) -> covers(entry, own)))
			.toList());
	}

	/** An entry that is covered may itself be a beginning: its star is a letter then. */
	private static boolean covers(String entry, String name) {
		return entry.endsWith("*") ? name.startsWith(entry.substring(0, entry.length() - 1)) : entry.equals(name);
	}

	/** As a manifest writes it. */
	@Override
	public String toString() {
		return this.entries.stream().map(ShownValue::of).collect(Collectors.joining(", ", "[", "]"));
	}
}
