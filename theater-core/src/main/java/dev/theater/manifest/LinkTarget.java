package dev.theater.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a path leads when its links are followed, whether there is something or not. What
 * is asked of a file that exists, {@link Path#toRealPath}, says nothing of one that does
 * not, and so would tell of a link that leads out whether there is something out there.
 */
final class LinkTarget {

	/** As many as Linux follows. */
	private static final int MOST_LINKS = 40;

	private LinkTarget() {
	}

	/**
	 * Follows a path.
	 * @param root where it begins, a real path
	 * @param relativePath the path from there
	 * @return where it ends; where there are links in a circle, one of them
	 */
	static Path of(Path root, String relativePath) throws IOException {
		Path here = root;
		Deque<Path> left = new ArrayDeque<>();
		Path.of(relativePath).forEach(left::addLast);
		int links = 0;
		while (!left.isEmpty()) {
			// '..' in the target of a link is meant from where that lies: no links are
			// left
			Path next = here.resolve(left.removeFirst()).normalize();
			if (links < MOST_LINKS && Files.isSymbolicLink(next)) {
				links++;
				Path target = Files.readSymbolicLink(next);
				if (target.isAbsolute()) {
					here = target.getRoot();
				}
				Deque<Path> parts = new ArrayDeque<>();
				target.forEach(parts::addFirst);
				parts.forEach(left::addFirst);
			}
			else {
				here = next;
			}
		}
		return here;
	}

}
