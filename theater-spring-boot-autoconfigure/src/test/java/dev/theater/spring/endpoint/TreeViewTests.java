package dev.theater.spring.endpoint;

import java.util.List;
import java.util.stream.Stream;

import dev.theater.runtime.ActorNode;
import dev.theater.spring.Theaters;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TreeViewTests {

	private final ActorNode leaf = Theaters.node("leaf").build();

	private final ActorNode many = Theaters.node("many")
		.children(Theaters.node("a").children(this.leaf).build(), Theaters.node("b").build(),
				Theaters.node("c").build())
		.build();

	private final ActorNode other = Theaters.node("other").build();

	private final List<ActorNode> roots = List.of(this.many, this.other);

	@Test
	void showsAll() {
		TreeView view = new TreeView(this.roots, 3, 500, false);
		assertThat(view.omitted()).isZero();
		assertThat(names(view)).containsExactly("many", "a", "leaf", "b", "c", "other");
	}

	@Test
	void countsWhatIsTooDeep() {
		TreeView view = new TreeView(this.roots, 2, 500, false);
		assertThat(view.omitted()).isEqualTo(1);
		assertThat(names(view)).containsExactly("many", "a", "b", "c", "other");
	}

	@Test
	void spendsTheLimitLevelByLevel() {
		TreeView view = new TreeView(this.roots, 3, 3, false);
		assertThat(view.omitted()).isEqualTo(3);
		assertThat(names(view)).containsExactly("many", "a", "other");
	}

	@Test
	void showsNothingOfNothing() {
		TreeView view = new TreeView(List.of(), 3, 3, false);
		assertThat(view.omitted()).isZero();
		assertThat(view.describe(List.of())).isEmpty();
	}

	private List<String> names(TreeView view) {
		return view.describe(this.roots).stream().flatMap(TreeViewTests::all).map(ActorDescriptor::name).toList();
	}

	private static Stream<ActorDescriptor> all(ActorDescriptor actor) {
		return Stream.concat(Stream.of(actor), actor.children().stream().flatMap(TreeViewTests::all));
	}

}
