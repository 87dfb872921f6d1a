package dev.theater.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where {@code theater:simple/store} keeps contents and labels, in spaces that know
 * nothing of each other. What guests may do, quotas and hashes are not its concern: it
 * keeps what it is given. Of one space nothing is asked before the last answer has come,
 * of different spaces at the same time.
 *
 * <p>
 * The name of a space has at most 80 characters of {@code a-z}, {@code 0-9}, {@code -}
 * and {@code _}. One that begins with {@value #OWN} belongs to one actor and is
 * {@linkplain #drop dropped} when that is gone; where the process ended before, a store
 * that outlives it may drop it when it is opened again. One that begins with
 * {@value #SHARED} is for good. Hashes are SHA-256, 64 hexadecimal digits in lower case;
 * labels are any text of 1 to 1,000 characters.
 *
 * <p>
 * An exception means that the store failed: guests are told so and nothing more, and it
 * goes to the log.
 */
public interface ContentStore extends AutoCloseable {

	/** How spaces begin that belong to one actor. */
	String OWN = "own-";

	/** How spaces begin that are for good. */
	String SHARED = "shared-";

	/**
	 * Whether contents are kept on the heap: they count against
	 * {@code theater.limits.total-memory} then, and the guest's own thread comes for
	 * them. All others are asked on a thread that may wait.
	 */
	boolean isInMemory();

	/** The contents of a space, by hash, with their lengths; none if it is new. */
	Map<String, Long> contents(String space);

	/** The labels of a space, each with its hashes, the newest last. */
	Map<String, List<String>> labels(String space);

	/** A content's bytes, which nobody changes; empty if there is none of this hash. */
	Optional<byte[]> read(String space, String hash);

	/** Keeps a content, instead of one with the same hash, completely or not at all. */
	void write(String space, String hash, byte[] content);

	/**
	 * Keeps what a label points to instead of what it pointed to, completely or not at
	 * all.
	 * @param hashes the newest last; none if there is no such label any more
	 */
	void label(String space, String label, List<String> hashes);

	/** Forgets a space and all that is in it. */
	void drop(String space);

	@Override
	default void close() {
	}

}
