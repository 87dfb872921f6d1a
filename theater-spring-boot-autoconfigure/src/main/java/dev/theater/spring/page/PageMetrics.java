package dev.theater.spring.page;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows what the live page costs: nothing, where nobody watches. */
final class PageMetrics implements MeterBinder {

	private final PageFeed feed;

	PageMetrics(PageFeed feed) {
		this.feed = feed;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("theater.page.snapshots", this.feed, PageFeed::snapshots)
			.description("Times that the tree was looked at for live pages")
			.register(registry);
		Gauge.builder("theater.page.watchers", this.feed, PageFeed::watchers)
			.description("Live pages that are told of changes, and one more where any asks now and then")
			.register(registry);
	}

}
