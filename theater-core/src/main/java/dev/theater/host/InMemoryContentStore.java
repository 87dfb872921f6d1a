package dev.theater.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps contents on the heap, until the process ends. */
public final class InMemoryContentStore implements ContentStore {

	private final Map<String, Space> spaces = new ConcurrentHashMap<>();

	private record Space(Map<String, byte[]> contents, Map<String, List<String>> labels) {

		static Space empty() {
			return new Space(new HashMap<>(), new HashMap<>());
		}

	}

	private Space space(String name) {
		return this.spaces.computeIfAbsent(name, (fresh) -> Space.empty());
	}

	@Override
	public boolean isInMemory() {
		return true;
	}

	@Override
	public Map<String, Long> contents(String space) {
		Map<String, Long> lengths = new HashMap<>();
		space(space).contents().forEach((hash, content) -> lengths.put(hash, (long) content.length));
		return lengths;
	}

	@Override
	public Map<String, List<String>> labels(String space) {
		return Map.copyOf(space(space).labels());
	}

	@Override
	public Optional<byte[]> read(String space, String hash) {
		return Optional.ofNullable(space(space).contents().get(hash));
	}

	@Override
	public void write(String space, String hash, byte[] content) {
		space(space).contents().put(hash, content);
	}

	@Override
	public void label(String space, String label, List<String> hashes) {
		if (hashes.isEmpty()) {
			space(space).labels().remove(label);
		}
		else {
			space(space).labels().put(label, hashes);
		}
	}

	@Override
	public void drop(String space) {
		this.spaces.remove(space);
	}

}
