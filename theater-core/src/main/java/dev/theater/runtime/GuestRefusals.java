package dev.theater.runtime;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

import dev.theater.component.type.ComponentException;
import dev.theater.manifest.ManifestException;
import dev.theater.manifest.ManifestResolver;
import dev.theater.manifest.ResolvedManifest;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What guests are told when a child that they want cannot be loaded. A guest may name
 * every file of the configured locations: it learns of none what it holds, how large it
 * is or where it lies, and nothing of the host that fails to read it. Whatever is held
 * back is the cause of what they are told, and in the log. Thread-safe.
 */
final class GuestRefusals {

	private static final Logger logger = LoggerFactory.getLogger(GuestRefusals.class);

	/**
	 * Problems that are warned of in a minute, each once: guests ask as often as they
	 * like.
	 */
	private static final int WARNINGS = 20;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/** Names that guests give do not begin lines of the log. */
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	private static final int LONGEST = 2_000;

	private final ManifestResolver manifests;

	private final Set<String> warned = new HashSet<>();

	private long since = System.nanoTime();

	GuestRefusals(ManifestResolver manifests) {
		this.manifests = manifests;
	}

	/**
	 * A failure as guests may know it.
	 * @param failure what {@link DefinitionLoader} came upon
	 */
	SupervisorException of(ActorSpec spec, Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (!(cause instanceof SupervisorException known)) {
			String shown = spec.manifestName().orElse(ResolvedManifest.INLINE);
			return heldBack(shown + ": it could not be loaded; the runtime's log says why", cause);
		}
		if (known.getCause() instanceof ManifestException manifest) {
			return manifest.tellsOfFiles()
					? heldBack(manifest.source() + ": it cannot be used; the runtime's log says why", known)
					: new HandlerErrorException(Reason.LOAD,
							this.manifests.withoutPlaces(String.valueOf(manifest.getMessage())), known);
		}
		String told = String.valueOf(known.getMessage());
		if (known.getCause() instanceof ComponentException component
				&& !told.contains(String.valueOf(component.getMessage()))) {
			// its words were chosen for guests
			log(told, component);
		}
		return known;
	}

	private HandlerErrorException heldBack(String told, Throwable why) {
		log(told, why);
		return new HandlerErrorException(Reason.LOAD, told, why);
	}

	private void log(String told, Throwable why) {
		String text = "A guest was refused a child and told '" + told + "'. The reason: " + why;
		String shown = UNPRINTABLE.matcher((text.length() > LONGEST) ? text.substring(0, LONGEST) + "…" : text)
			.replaceAll(" ");
		if (isNews(shown)) {
			logger.warn("{}", shown);
		}
		else {
			logger.debug("{}", shown);
		}
	}

	private synchronized boolean isNews(String text) {
		long now = System.nanoTime();
		if (now - this.since > MINUTE.toNanos()) {
			this.since = now;
			this.warned.clear();
		}
		return this.warned.size() < WARNINGS && this.warned.add(text);
	}

}
