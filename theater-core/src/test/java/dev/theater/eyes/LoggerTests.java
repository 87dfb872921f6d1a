package dev.theater.eyes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

import ch.qos.logback.classic.LoggerContext;
import dev.theater.actor.ActorId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No structure grows with the number of actors that once lived: a logging system keeps
 * every logger for ever, and a guest chooses the names of its children.
 */
class LoggerTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	@Test
	void loggersDoNotGrowWithTheNamesThatAGuestMakesUp() throws Exception {
		LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
		try (Playhouse house = new Playhouse(this.directory, UnaryOperator.identity())) {
			ActorId parent = house.spawn("parent");
			int before = loggers.getLoggerList().size();
			String said = house.ask(parent, "named 300 name = \"@.a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z\""
					+ "|component = \"eyes.wasm\"|[[handler]]|type = \"runtime\"|[[handler]]|type = \"message-server\""
					+ "|[[handler]]|type = \"supervisor\"|", Duration.ofSeconds(60));
			assertThat(said).startsWith("ok");
			assertThat(house.runtime.actorCount()).isLessThan(5);
			assertThat(loggers.getLoggerList().size() - before).as("loggers left by 300 actors that are gone")
				.isLessThan(250);
		}
	}

}
