package dev.theater.spring.page;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The trees that the page is tested with are what they say. */
class ManyActorsTests {

	@ParameterizedTest
	@ValueSource(ints = { 5, 200, 10_000, 20_100 })
	void areAsManyAsAskedForAndEachIsAnother(int count) {
		List<ActorNode> all = Arrays.stream(ManyActors.tree(count)).flatMap(ActorNode::all).toList();
		assertThat(all).hasSize(count);
		Set<ActorId> ids = all.stream().map(ActorNode::id).collect(Collectors.toSet());
		Set<String> paths = all.stream().map(ActorNode::path).collect(Collectors.toSet());
		assertThat(ids).hasSize(count);
		assertThat(paths).hasSize(count);
		assertThat(all).allSatisfy((node) -> assertThat(node.path()).endsWith(node.name()));
		if (count > 100) {
			assertThat(all).extracting(ActorNode::status).contains(ActorStatus.values());
			assertThat(all).anyMatch(ActorNode::parked);
		}
		ActorNode last = all.getLast();
		ActorNode after = Arrays.stream(ManyActors.with(List.of(ManyActors.tree(count)), ManyActors.restarted(last)))
			.flatMap(ActorNode::all)
			.toList()
			.getLast();
		assertThat(after.incarnation()).isEqualTo(last.incarnation() + 1);
		assertThat(after.id()).isEqualTo(last.id());
	}

}
