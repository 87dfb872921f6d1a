package dev.theater.spring.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.theater.host.GrantKey;

/** The key {@code hosts}: which servers a guest may call; none if absent. */
final class HostsKey implements GrantKey<HostsKey.Hosts> {

	private static final int MOST = 100;

	@Override
	public String name() {
		return "hosts";
	}

	@Override
	public Hosts read(Object value) {
		if (!(value instanceof List<?> list)) {
			throw new IllegalArgumentException("is " + GuestUri.shown(String.valueOf(value))
					+ "; it must be an array of strings, such as [\"api.example.com\", \"*.example.org\"]");
		}
		if (list.size() > MOST) {
			throw new IllegalArgumentException("has " + list.size() + " entries; at most " + MOST + " are allowed");
		}
		return new Hosts(list.stream().map(HostsKey::entry).toList());
	}

	private static HostEntry entry(Object entry) {
		if (!(entry instanceof String text)) {
			throw new IllegalArgumentException("has the entry " + GuestUri.shown(String.valueOf(entry))
					+ ", which is no string; an entry is such as \"api.example.com\"");
		}
		try {
			return HostEntry.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("has the entry " + ex.getMessage(), ex);
		}
	}

	@Override
	public Hosts absent() {
		return new Hosts(List.of());
	}

	@Override
	public Optional<String> beyond(Hosts own, Hosts parents) {
		List<HostEntry> more = own.entries()
			.stream()
			.filter((entry) -> parents.entries().stream().noneMatch((parent) -> parent.covers(entry)))
			.toList();
		return more.isEmpty() ? Optional.empty() : Optional.of(new Hosts(more) + " in " + name());
	}

	/**
	 * Servers.
	 *
	 * @param entries each one or some
	 */
	record Hosts(List<HostEntry> entries) {

		/** The entry that allows a guest to call this. */
		Optional<HostEntry> allowing(GuestUri uri) {
			return this.entries.stream().filter((entry) -> entry.allows(uri)).findFirst();
		}

		@Override
		public String toString() {
			return this.entries.stream()
				.map((entry) -> "\"" + entry + "\"")
				.collect(Collectors.joining(", ", "[", "]"));
		}

	}

}
