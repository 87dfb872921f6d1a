package dev.theater.spring.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisorEvent;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application whose actors are played, as many as one likes. */
final class PlayedApplication implements AutoCloseable {

	private final LiveApplication application;

	private PlayedApplication(LiveApplication application) {
		this.application = application;
	}

	static PlayedApplication start() {
		return new PlayedApplication(LiveApplication.start(WebApplicationType.SERVLET, List.of(Played.class),
				LiveApplication.UNRESTRICTED, LiveApplication.VALUES));
	}

	String page() {
		return this.application.page();
	}

	/** The actors from now on. */
	PlayedApplication roots(ActorNode... roots) {
		SupervisionTree tree = Theaters.tree(roots);
		long restarts = tree.all().mapToLong(ActorNode::restarts).sum();
		long failures = restarts + tree.all().filter((node) -> node.status() == ActorStatus.FAILED).count();
		long parked = tree.all().filter(ActorNode::parked).count();
		directory().tree(new SupervisionTree(tree.roots(), tree.counts(), new SupervisionTree.Totals(tree.all().count(),
				restarts, failures, tree.counts().get(ActorStatus.STOPPED), parked)));
		return this;
	}

	/** An actor crashes and is restarted. */
	ActorNode crash(ActorNode node) {
		ActorNode after = ManyActors.restarted(node);
		tell(new SupervisorEvent.Failed(subject(node), Instant.now(),
				new ExitReason.Failed(FailureCause.TRAP, "handle-send", "unreachable")));
		roots(ManyActors.with(directory().tree().roots(), after));
		tell(new SupervisorEvent.Restarted(subject(after), Instant.now(), RestartStrategy.ONE_FOR_ONE));
		return after;
	}

	/** Things that have happened to these in the last minutes. */
	PlayedApplication past(List<ActorNode> actors) {
		Instant at = Instant.now().minus(Duration.ofSeconds(7L * actors.size()));
		for (ActorNode node : actors) {
			at = at.plusSeconds(7);
			SupervisorEvent.Subject subject = subject(node);
			ExitReason reason = node.lastFailure()
				.map(ActorNode.LastFailure::reason)
				.orElse(new ExitReason.Failed(FailureCause.TRAP, "handle-send", "unreachable"));
			switch (node.status()) {
				case RUNNING -> tell(new SupervisorEvent.Restarted(subject, at, RestartStrategy.ONE_FOR_ONE));
				case STARTING -> tell(new SupervisorEvent.Spawned(subject, at));
				case FAILED -> tell(node.parked() ? new SupervisorEvent.Parked(subject, at, reason)
						: new SupervisorEvent.Failed(subject, at, reason));
				case RESTARTING -> tell(new SupervisorEvent.Failed(subject, at, reason));
				case STOPPING, STOPPED ->
					tell(new SupervisorEvent.Stopped(subject, at, new ExitReason.Normal(null, false)));
			}
		}
		return this;
	}

	FakeDirectory directory() {
		return this.application.bean(FakeDirectory.class);
	}

	private void tell(SupervisorEvent event) {
		this.application.bean(PageEvents.class).onEvent(event);
	}

	private static SupervisorEvent.Subject subject(ActorNode node) {
		String path = node.path();
		return new SupervisorEvent.Subject(node.id(), node.name(), "agent", path,
				path.substring(0, Math.max(0, path.lastIndexOf('/'))), node.incarnation());
	}

	@Override
	public void close() {
		this.application.close();
	}

	@Configuration(proxyBeanMethods = false)
	static class Played {

		@Bean
		FakeDirectory playedDirectory() {
			return new FakeDirectory();
		}

	}

}
