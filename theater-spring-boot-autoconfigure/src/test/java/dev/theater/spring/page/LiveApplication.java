package dev.theater.spring.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that runs, with a desk and its three workers, for people to look at. */
final class LiveApplication implements AutoCloseable {

	static final String DESK = "theater.actors.desk.manifest=desk.toml";

	static final String UNRESTRICTED = "management.endpoint.theater.access=unrestricted";

	static final String VALUES = "management.endpoint.theater.show-values=always";

	private final ConfigurableApplicationContext context;

	private LiveApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static LiveApplication start(WebApplicationType web, String... properties) {
		return start(web, List.of(), properties);
	}

	/** Starts it with these configurations, which go before what Boot configures. */
	static LiveApplication start(WebApplicationType web, List<Class<?>> configurations, String... properties) {
		Class<?>[] sources = Stream.concat(Stream.of(Anybody.class), configurations.stream()).toArray(Class<?>[]::new);
		return new LiveApplication(new SpringApplicationBuilder(sources).web(web)
			.bannerMode(Banner.Mode.OFF)
			.properties("server.port=0", "server.address=localhost", "spring.application.name=office",
					"management.endpoints.web.exposure.include=*")
			// as arguments they go before what application.properties says
			.run(Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new)));
	}

	/** A servlet application whose actors everybody may see, restart and stop. */
	static LiveApplication open(String... properties) {
		return start(WebApplicationType.SERVLET,
				Stream.concat(Stream.of(DESK, UNRESTRICTED, VALUES), Arrays.stream(properties)).toArray(String[]::new));
	}

	int port() {
		return port("local.server.port");
	}

	int port(String property) {
		return this.context.getEnvironment().getRequiredProperty(property, Integer.class);
	}

	/** The page's address. */
	String page() {
		return at("/actuator/theaterui");
	}

	String at(String path) {
		return "http://localhost:" + port() + path;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	ActorNode node(String path) {
		return bean(ActorDirectory.class).find(path).orElseThrow();
	}

	ActorId id(String path) {
		return node(path).id();
	}

	void send(String path, String message) {
		bean(ActorMessaging.class).send(id(path), message.getBytes(StandardCharsets.UTF_8));
	}

	/** How often a snapshot of all actors was taken for the page. */
	double snapshots() {
		return bean(MeterRegistry.class).get("theater.page.snapshots").functionCounter().count();
	}

	/** Pages that are told of changes, or ask for them. */
	double watchers() {
		return bean(MeterRegistry.class).get("theater.page.watchers").gauge().value();
	}

	/** Ends it, and says how many milliseconds that took. */
	long end() {
		long begin = System.nanoTime();
		this.context.close();
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** An application that does nothing of its own. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Anybody {

	}

}
