package dev.theater.spring.test;

import dev.theater.runtime.TheaterRuntime;
import dev.theater.test.ManualDispatch;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Sees to it that a test's runtime is there and that its steps run on the test's thread,
 * which need not be that on which the context was started or will be closed.
 */
final class TestRuns implements ApplicationListener<ContextClosedEvent> {

	private final ApplicationContext context;

	private final ObjectProvider<ManualDispatch> dispatch;

	private final @Nullable TestScope scope;

	TestRuns(ApplicationContext context) {
		this.context = context;
		this.dispatch = context.getBeanProvider(ManualDispatch.class);
		this.scope = context.getBeanProvider(TestScope.class).getIfAvailable();
	}

	void before() {
		this.dispatch.ifAvailable(ManualDispatch::takeOver);
		if (this.scope != null) {
			this.context.getBean(TheaterRuntime.class).start();
		}
	}

	/** Tells whether the next test has other beans. */
	boolean after() {
		if (this.scope == null) {
			return false;
		}
		this.scope.end();
		return true;
	}

	/**
	 * Steps run on the thread that closes the context, and not on that where the
	 * runtime's own life cycle, whose turn is later, would wait for them.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		if (this.scope == null) {
			this.dispatch.ifAvailable((dispatch) -> {
				dispatch.takeOver();
				this.context.getBean(TheaterRuntime.class).close();
			});
		}
		else if (!this.scope.isEmpty()) {
			this.dispatch.ifAvailable(ManualDispatch::takeOver);
			this.scope.end();
		}
	}

}
