package dev.theater.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.theater.host.ContentStore;
import dev.theater.host.InMemoryContentStore;

/** Keeps what it is given, until it does not. */
final class FailingContentStore implements ContentStore {

	private final ContentStore kept = new InMemoryContentStore();

	volatile boolean fails;

	volatile String thread = "";

	private <T> T unlessItFails(T value) {
		this.thread = Thread.currentThread().getName();
		if (this.fails) {
			throw new UncheckedIOException(new IOException("/secret/place: no space left"));
		}
		return value;
	}

	@Override
	public boolean isInMemory() {
		return false;
	}

	@Override
	public Map<String, Long> contents(String space) {
		return unlessItFails(this.kept.contents(space));
	}

	@Override
	public Map<String, List<String>> labels(String space) {
		return unlessItFails(this.kept.labels(space));
	}

	@Override
	public Optional<byte[]> read(String space, String hash) {
		return unlessItFails(this.kept.read(space, hash));
	}

	@Override
	public void write(String space, String hash, byte[] content) {
		unlessItFails(space);
		this.kept.write(space, hash, content);
	}

	@Override
	public void label(String space, String label, List<String> hashes) {
		unlessItFails(space);
		this.kept.label(space, label, hashes);
	}

	@Override
	public void drop(String space) {
		this.kept.drop(unlessItFails(space));
	}

}
