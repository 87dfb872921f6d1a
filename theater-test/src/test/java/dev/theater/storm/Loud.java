package dev.theater.storm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** What the runtime says as a warning or an error. */
final class Loud extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.theater");

	private final List<String> lines = new CopyOnWriteArrayList<>();

	static Loud listen() {
		Loud loud = new Loud();
		loud.setContext(loud.logger.getLoggerContext());
		loud.start();
		loud.logger.addAppender(loud);
		return loud;
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
			this.lines.add(event.getLevel() + " " + event.getFormattedMessage());
		}
	}

	List<String> lines() {
		return this.lines;
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		stop();
	}

}
