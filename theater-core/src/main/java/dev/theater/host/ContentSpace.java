package dev.theater.host;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One store as guests see it: what it has, by what names, within its quota. One does
 * something in it at a time.
 */
final class ContentSpace {

	private static final int MAX_LABEL = 1_000;

	private final ContentStore store;

	private final String name;

	private final ContentUsage usage;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Long> contents = new TreeMap<>();

	private final Map<String, List<String>> labels = new TreeMap<>();

	/** Whether it is known what the store has kept from before. */
	private boolean loaded;

	private boolean dropped;

	/**
	 * @param name the space's name in the store
	 * @param isNew whether the store cannot have anything of it
	 */
	ContentSpace(ContentStore store, String name, ContentUsage usage, boolean isNew) {
		this.store = store;
		this.name = name;
		this.usage = usage;
		this.loaded = isNew;
	}

	/** SHA-256 in hexadecimal. */
	static String hash(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

	private <T> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			if (this.dropped) {
				throw new ContentRefusal("the store's actor is gone");
			}
			load();
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void load() {
		if (!this.loaded) {
			Map<String, Long> kept = this.store.contents(this.name);
			Map<String, List<String>> named = this.store.labels(this.name);
			this.contents.putAll(kept);
			this.labels.putAll(named);
			kept.values().forEach(this.usage::found);
			named.forEach((label, hashes) -> this.usage.found(label, hashes.size()));
			this.loaded = true;
		}
	}

	// ---- contents

	String put(byte[] content, ContentQuota quota) {
		String hash = hash(content);
		return locked(() -> put(hash, content, quota));
	}

	private String put(String hash, byte[] content, ContentQuota quota) {
		if (!this.contents.containsKey(hash)) {
			this.usage.addContent(content.length, quota);
			try {
				this.store.write(this.name, hash, content);
			}
			catch (RuntimeException | Error ex) {
				this.usage.removeContent(content.length);
				throw ex;
			}
			this.contents.put(hash, (long) content.length);
		}
		return hash;
	}

	byte[] get(String hash) {
		return locked(() -> {
			requireContent(hash);
			byte[] content = this.store.read(this.name, hash).orElse(null);
			if (content == null || !this.store.isInMemory() && !hash(content).equals(hash)) {
				throw damaged(hash, content);
			}
			return content;
		});
	}

	/** It is not counted any more, so that it can be stored again. */
	private ContentRefusal damaged(String hash, byte @Nullable [] content) {
		Long length = this.contents.remove(hash);
		this.usage.removeContent((length != null) ? length : 0);
		return new ContentRefusal("the content " + hash + " is damaged: "
				+ ((content != null) ? "its bytes have the hash " + hash(content) : "its bytes are gone")
				+ "; store it again");
	}

	boolean has(String hash) {
		return locked(() -> this.contents.containsKey(hash));
	}

	List<String> contents() {
		return locked(() -> List.copyOf(this.contents.keySet()));
	}

	long size() {
		return locked(() -> this.contents.values().stream().mapToLong(Long::longValue).sum());
	}

	private void requireContent(String hash) {
		if (!this.contents.containsKey(hash)) {
			throw new ContentRefusal("the store has no content " + hash);
		}
	}

	// ---- labels

	/**
	 * Lets a label point to a content, as its newest.
	 * @param alone whether to that alone
	 */
	void label(String label, String hash, boolean alone, ContentQuota quota) {
		requireLabel(label);
		locked(() -> {
			requireContent(hash);
			return point(label, hash, alone, quota);
		});
	}

	/** Stores a content and labels it; where it cannot be labelled it may stay. */
	String putAt(String label, byte[] content, boolean alone, ContentQuota quota) {
		requireLabel(label);
		String hash = hash(content);
		return locked(() -> point(label, put(hash, content, quota), alone, quota));
	}

	private String point(String label, String hash, boolean alone, ContentQuota quota) {
		List<String> before = hashes(label);
		List<String> after = alone ? new ArrayList<>() : new ArrayList<>(before);
		after.remove(hash);
		after.add(hash);
		boolean grows = after.size() > before.size();
		if (grows) {
			this.usage.addPlace(label, quota);
		}
		try {
			replace(label, after);
		}
		catch (RuntimeException | Error ex) {
			this.usage.removePlaces(label, grows ? 1 : 0);
			throw ex;
		}
		this.usage.removePlaces(label, Math.max(0, before.size() - after.size()));
		return hash;
	}

	void unlabel(String label, @Nullable String hash) {
		requireLabel(label);
		locked(() -> {
			List<String> before = hashes(label);
			List<String> after = new ArrayList<>((hash != null) ? before : List.of());
			after.remove(hash);
			if (after.size() < before.size()) {
				replace(label, after);
				this.usage.removePlaces(label, before.size() - after.size());
			}
			return before;
		});
	}

	Optional<String> newest(String label) {
		requireLabel(label);
		return locked(() -> hashes(label).isEmpty() ? Optional.empty() : Optional.of(hashes(label).getLast()));
	}

	List<String> labels() {
		return locked(() -> List.copyOf(this.labels.keySet()));
	}

	private List<String> hashes(String label) {
		return this.labels.getOrDefault(label, List.of());
	}

	private void replace(String label, List<String> hashes) {
		this.store.label(this.name, label, List.copyOf(hashes));
		if (hashes.isEmpty()) {
			this.labels.remove(label);
		}
		else {
			this.labels.put(label, List.copyOf(hashes));
		}
	}

	private static void requireLabel(String label) {
		if (label.isEmpty() || label.length() > MAX_LABEL) {
			throw new ContentRefusal(
					"a label of " + label.length() + " characters; it must have from 1 to " + MAX_LABEL);
		}
	}

	// ---- the end

	void drop() {
		this.lock.lock();
		try {
			this.dropped = true;
			this.contents.clear();
			this.labels.clear();
			this.store.drop(this.name);
		}
		finally {
			this.lock.unlock();
		}
	}

}
