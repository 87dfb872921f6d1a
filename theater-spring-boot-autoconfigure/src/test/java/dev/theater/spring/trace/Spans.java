package dev.theater.spring.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The spans that have ended, and the trees that they make. */
final class Spans {

	private static final String NO_PARENT = "0000000000000000";

	private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

	SpanExporter exporter() {
		return this.exporter;
	}

	void forget() {
		this.exporter.reset();
	}

	/**
	 * All spans, once there are so many; some end after the answer that they are about.
	 */
	List<SpanData> all(int count) {
		await().untilAsserted(() -> assertThat(this.exporter.getFinishedSpanItems()).as(this::toString).hasSize(count));
		return this.exporter.getFinishedSpanItems();
	}

	/** A tree for each trace, once there are so many spans. */
	List<String> trees(int count) {
		all(count);
		return trees();
	}

	private List<String> trees() {
		List<SpanData> all = this.exporter.getFinishedSpanItems()
			.stream()
			.sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
			.toList();
		Set<String> known = all.stream().map(SpanData::getSpanId).collect(Collectors.toSet());
		List<String> trees = new ArrayList<>();
		for (SpanData span : all) {
			if (!known.contains(span.getParentSpanId())) {
				StringBuilder tree = new StringBuilder();
				if (!span.getParentSpanId().equals(NO_PARENT)) {
					tree.append("a parent that is not here\n");
				}
				append(tree, span, all, "");
				trees.add(tree.toString());
			}
		}
		return trees;
	}

	private static void append(StringBuilder tree, SpanData span, List<SpanData> all, String indent) {
		tree.append(indent).append(line(span)).append('\n');
		for (SpanData child : all) {
			if (child.getParentSpanId().equals(span.getSpanId())) {
				assertThat(child.getTraceId()).isEqualTo(span.getTraceId());
				append(tree, child, all, indent + "  ");
			}
		}
	}

	private static String line(SpanData span) {
		String of = attribute(span, "interface").map((name) -> " of " + name).orElse("");
		String outcome = attribute(span, "outcome").map((text) -> ", " + text).orElse("");
		return span.getName() + of + " (" + span.getKind().name().toLowerCase(Locale.ROOT) + outcome + ")";
	}

	static Optional<String> attribute(SpanData span, String key) {
		return Optional.ofNullable(span.getAttributes().get(AttributeKey.stringKey(key)));
	}

	/** The only span of a name. */
	SpanData named(String name) {
		await().untilAsserted(
				() -> assertThat(this.exporter.getFinishedSpanItems()).as(this::toString).anyMatch(called(name)));
		List<SpanData> found = this.exporter.getFinishedSpanItems().stream().filter(called(name)).toList();
		assertThat(found).as(this::toString).hasSize(1);
		return found.getFirst();
	}

	private static Predicate<SpanData> called(String name) {
		return (span) -> span.getName().equals(name);
	}

	@Override
	public String toString() {
		return String.join("\n", trees());
	}

}
