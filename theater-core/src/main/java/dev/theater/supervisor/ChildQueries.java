package dev.theater.supervisor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.StoredActor;

/** The queries of a supervisor: they read what is published and wait for nobody. */
final class ChildQueries {

	private final ChildTable table;

	ChildQueries(ChildTable table) {
		this.table = table;
	}

	CompletableFuture<List<ActorId>> list() {
		return answer(() -> this.table.rows()
			.stream()
			.map(ChildRow::view)
			.filter(ChildView::listed)
			.map(ChildView::id)
			.toList());
	}

	CompletableFuture<Optional<byte[]>> state(ActorId child) {
		return answer(() -> cell(child).flatMap((cell) -> cell.store().state()));
	}

	CompletableFuture<List<ChainEvent>> events(ActorId child) {
		return answer(
				() -> cell(child).flatMap((cell) -> cell.store().stored()).map(StoredActor::events).orElse(List.of()));
	}

	private Optional<ActorCell> cell(ActorId child) {
		return Optional.ofNullable(this.table.require(child).view().cell());
	}

	private static <R> CompletableFuture<R> answer(Supplier<R> query) {
		try {
			return CompletableFuture.completedFuture(query.get());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
