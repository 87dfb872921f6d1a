package dev.theater.spring.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.SupervisionTree;
import dev.theater.runtime.TheaterRuntime;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Up as long as the runtime runs, whatever becomes of single actors. A root actor that
 * the application cannot do without and that is parked makes it {@link #DEGRADED}, not
 * down: it has started once, since the application would not have started otherwise, so
 * it is parked for what it did itself, and every instance of the application would be
 * parked by the same message. A status that takes them out of rotation would be in the
 * guest's hands.
 */
public final class TheaterHealthIndicator extends AbstractHealthIndicator {

	/**
	 * A required root actor is parked. Boot answers 200 to a status that it does not
	 * know, and leaves it out of the status of the whole, unless
	 * {@code management.endpoint.health.status.*} says otherwise.
	 */
	public static final Status DEGRADED = new Status("DEGRADED", "A required root actor is parked");

	private static final int SHOWN = 10;

	private final TheaterRuntime runtime;

	private final ActorDirectory directory;

	public TheaterHealthIndicator(TheaterRuntime runtime, ActorDirectory directory) {
		super("The health of the theater could not be read");
		this.runtime = runtime;
		this.directory = directory;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		RuntimeStatus status = this.runtime.status();
		SupervisionTree tree = this.directory.tree();
		List<ActorNode> parked = tree.all().filter(ActorNode::parked).toList();
		if (status != RuntimeStatus.RUNNING) {
			builder.outOfService();
		}
		else if (parked.stream().anyMatch(ActorNode::required)) {
			builder.status(DEGRADED);
		}
		else {
			builder.up();
		}
		builder.withDetail("runtime", status.name());
		builder.withDetail("actors", counts(tree));
		if (!parked.isEmpty()) {
			builder.withDetail("parked", parked.stream().limit(SHOWN).map((node) -> node.id().toString()).toList());
		}
	}

	private static Map<String, Integer> counts(SupervisionTree tree) {
		Map<String, Integer> counts = new LinkedHashMap<>();
		for (ActorStatus status : ActorStatus.values()) {
			counts.put(status.name().toLowerCase(Locale.ROOT), tree.counts().getOrDefault(status, 0));
		}
		return counts;
	}

}
