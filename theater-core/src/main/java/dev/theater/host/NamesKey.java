package dev.theater.host;

import java.util.List;
import java.util.Optional;

/**
 * A {@link GrantKey} that lists what is allowed.
 *
 * @param name its name
 * @param takesAll whether all names may be allowed at once by {@code "*"}
 */
record NamesKey(String name, boolean takesAll) implements GrantKey<AllowList> {

	private static final int MAX_ENTRIES = 100;

	private static final int MAX_LENGTH = 1_000;

	@Override
	public AllowList read(Object value) {
		if (!(value instanceof List<?> entries)) {
			throw new IllegalArgumentException("is " + ShownValue.of(value) + "; it must be an array of " + allowed());
		}
		if (entries.size() > MAX_ENTRIES) {
			throw new IllegalArgumentException("has " + entries.size() + " entries; at most " + MAX_ENTRIES
					+ " are allowed, so name more at once by their beginning, such as \"APP_*\"");
		}
		return new AllowList(entries.stream().map(this::entry).toList());
	}

	private static String allowed() {
		return "names, each a string such as \"LANG\", or with * at its end \"APP_*\"";
	}

	private String entry(Object entry) {
		if (!(entry instanceof String text) || text.isBlank() || text.length() > MAX_LENGTH
				|| text.codePoints().anyMatch(Character::isISOControl)) {
			throw wrong(entry, "it is no name");
		}
		int star = text.indexOf('*');
		if (star >= 0 && star < text.length() - 1) {
			throw wrong(entry, "* stands for the rest of a name");
		}
		if (star == 0 && !this.takesAll) {
			throw wrong(entry, "it would allow all there are; name those that are needed");
		}
		return text;
	}

	private static IllegalArgumentException wrong(Object entry, String why) {
		return new IllegalArgumentException(
				"has the entry " + ShownValue.of(entry) + ": " + why + "; the entries must be " + allowed());
	}

	@Override
	public AllowList absent() {
		return AllowList.NONE;
	}

	@Override
	public Optional<String> beyond(AllowList own, AllowList parents) {
		AllowList more = own.beyond(parents);
		return more.entries().isEmpty() ? Optional.empty() : Optional.of(more + " in " + this.name);
	}

}
