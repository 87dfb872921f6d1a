package dev.theater.spring.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.host.RuntimeHost;
import dev.theater.test.Puppet;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.slf4j.MDC;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application that traces, with a handler of its own: an archive that keeps what a
 * guest gives to {@code log}.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class TracedApplication {

	private static final String ORIGINAL = "theater:simple/runtime";

	/** As long as the original, so that a guest can be made to import it instead. */
	static final String ARCHIVE = "example:office/archive";

	@Bean
	Spans spans() {
		return new Spans();
	}

	/** The exporter is no bean, else Boot would export to it too, later. */
	@Bean
	SpanProcessor inMemory(Spans spans) {
		return SimpleSpanProcessor.create(spans.exporter());
	}

	@Bean
	Archive archive(ObservationRegistry observations, Tracer tracer) {
		return new Archive(observations, tracer);
	}

	/**
	 * Writes the manifests of a desk, and of a clerk that has no runtime but an archive.
	 */
	static void writeActors(Path directory) {
		try (InputStream puppet = Puppet.class.getResourceAsStream("puppet/puppet.wasm")) {
			byte[] desk = puppet.readAllBytes();
			String clerk = new String(desk, StandardCharsets.ISO_8859_1).replace(ORIGINAL, ARCHIVE);
			Files.write(directory.resolve("puppet.wasm"), desk);
			Files.write(directory.resolve("clerk.wasm"), clerk.getBytes(StandardCharsets.ISO_8859_1));
			Files.writeString(directory.resolve("desk.toml"), Puppet.manifest("desk", "[supervision]\n"));
			Files.writeString(directory.resolve("clerk.toml"),
					Puppet.manifest("clerk", "")
						.replace("\"puppet.wasm\"", "\"clerk.wasm\"")
						.replace("\"runtime\"", "\"archive\"") + "[lifecycle]\ncall_timeout = \"1s\"\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Keeps texts in a cabinet, which it observes as a RestClient observes its calls. */
	static final class Archive implements HostHandler {

		private final ObservationRegistry observations;

		private final Tracer tracer;

		/** What a text that is stuck waits for. */
		final CountDownLatch free = new CountDownLatch(1);

		/** For each text the span and the MDC that the handler saw. */
		final List<String> seen = new CopyOnWriteArrayList<>();

		Archive(ObservationRegistry observations, Tracer tracer) {
			this.observations = observations;
			this.tracer = tracer;
		}

		@Override
		public String name() {
			return "archive";
		}

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
			new RuntimeHost().setUpHostFunctions(new HostFunctions() {
				@Override
				public HostFunctions type(String interfaceName, String name, ValueType type) {
					functions.type(ARCHIVE, name, type);
					return this;
				}

				@Override
				public HostFunctions function(String interfaceName, String name, FunctionType type, Function function) {
					functions.function(ARCHIVE, name, type, name.equals("log") ? (call, arguments) -> {
						keep((String) arguments[0]);
						return null;
					} : function);
					return this;
				}
			});
		}

		private static void await(CountDownLatch latch) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("host code was interrupted", ex);
			}
		}

		private void keep(String text) {
			if (text.equals("stuck")) {
				await(this.free);
			}
			var span = this.tracer.currentSpan();
			this.seen.add(text + " in " + ((span != null) ? span.context().spanId() : "none") + " of "
					+ MDC.get("theater.actor.path"));
			Observation.createNotStarted("cabinet", this.observations).contextualName("put in cabinet").observe(() -> {
				if (text.equals("full")) {
					throw new IllegalStateException("the cabinet is full");
				}
			});
		}

	}

}
