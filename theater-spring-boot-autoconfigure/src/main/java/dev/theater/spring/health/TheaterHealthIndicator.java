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

/**
 * Up as long as the runtime runs, whatever becomes of single actors: a hostile guest must
 * not take the application out of rotation. Down only when a root actor that the
 * application cannot do without is parked.
 */
public final class TheaterHealthIndicator extends AbstractHealthIndicator {

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
			builder.down();
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
