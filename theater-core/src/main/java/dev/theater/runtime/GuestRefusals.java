package dev.theater.runtime;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;

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

	/** So many problems are remembered, so that each is logged once and not each time. */
	private static final int REMEMBERED = 100;

	private final ManifestResolver manifests;

	private final Set<String> logged = new LinkedHashSet<>();

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
		if (known.getCause() instanceof ComponentException component) {
			// its words were chosen for guests
			log(String.valueOf(known.getMessage()), component);
		}
		return known;
	}

	private HandlerErrorException heldBack(String told, Throwable why) {
		log(told, why);
		return new HandlerErrorException(Reason.LOAD, told, why);
	}

	private void log(String told, Throwable why) {
		String text = told + ": " + why;
		synchronized (this.logged) {
			if (!this.logged.add(text)) {
				return;
			}
			if (this.logged.size() > REMEMBERED) {
				this.logged.remove(this.logged.iterator().next());
			}
		}
		logger.warn("A guest was refused a child. It was told: {} The reason: {}", told, String.valueOf(why));
	}

}
