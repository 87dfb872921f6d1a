package dev.theater.spring.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.theater.runtime.RuntimeSettings.RootActor;
import dev.theater.supervisor.ActorSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** The root actors that the properties name, in the order in which they are started. */
final class RootActors {

	private final ResourceLoader resources;

	RootActors(ResourceLoader resources) {
		this.resources = resources;
	}

	List<RootActor> from(Map<String, TheaterProperties.Actor> actors) {
		return actors.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().enabled())
			.sorted(Comparator.comparingInt((entry) -> entry.getValue().order()))
			.map((entry) -> rootActor(entry.getKey(), entry.getValue()))
			.toList();
	}

	private RootActor rootActor(String name, TheaterProperties.Actor actor) {
		String manifest = Objects.requireNonNull(actor.manifest(), "checked by the properties");
		ActorSpec spec = ActorSpec.manifest(manifest).name(name);
		byte[] init = init(name, actor);
		return new RootActor(name, (init != null) ? spec.init(init) : spec, actor.required());
	}

	private byte @Nullable [] init(String name, TheaterProperties.Actor actor) {
		if (actor.init() != null) {
			return actor.init().getBytes(StandardCharsets.UTF_8);
		}
		return (actor.initLocation() != null) ? read(name, actor.initLocation()) : null;
	}

	private byte[] read(String name, String location) {
		Resource resource = this.resources.getResource(location);
		String problem = "there is no such file; it must name one that can be read";
		if (resource.isReadable()) {
			try {
				return resource.getContentAsByteArray();
			}
			catch (IOException ex) {
				problem = "it cannot be read (" + ex + "); it must name a file that can";
			}
		}
		throw new InvalidConfigurationPropertyValueException("theater.actors." + name + ".init-location", location,
				problem + ", such as classpath:" + name + ".json");
	}

}
