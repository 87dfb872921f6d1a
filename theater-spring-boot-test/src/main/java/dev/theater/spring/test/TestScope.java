package dev.theater.spring.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.theater.actor.ActorMessaging;
import dev.theater.chain.EventStore;
import dev.theater.host.ContentStore;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.SupervisorService;
import dev.theater.test.ManualClock;
import dev.theater.test.ManualDispatch;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioSetup;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.Scope;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * Keeps the runtime and what belongs to it for one test, since a runtime that has been
 * closed cannot be started again. Beans get interfaces of the runtime as proxies to that
 * of the test; the runtime itself cannot be had so, as it is a class.
 */
final class TestScope implements Scope, BeanFactoryPostProcessor {

	private static final String NAME = "theaterTest";

	private static final List<Class<?>> ONE_FOR_EACH_TEST = List.of(TheaterRuntime.class, EventStore.class,
			ContentStore.class, ScenarioSetup.class, Scenario.class, Chains.class, ManualClock.class,
			ManualDispatch.class);

	private static final List<Class<?>> BEHIND_PROXIES = List.of(SupervisorService.class, ActorDirectory.class,
			ActorMessaging.class);

	private final Map<String, Object> beans = new HashMap<>();

	private final Deque<Runnable> ends = new ArrayDeque<>();

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
		factory.registerScope(NAME, this);
		ONE_FOR_EACH_TEST.forEach((type) -> names(factory, type).forEach((name) -> take(factory, name)));
		BEHIND_PROXIES.forEach((type) -> names(factory, type).forEach((name) -> {
			BeanDefinition definition = take(factory, name);
			BeanDefinitionRegistry registry = (BeanDefinitionRegistry) factory;
			registry.removeBeanDefinition(name);
			registry.registerBeanDefinition(name,
					ScopedProxyUtils.createScopedProxy(new BeanDefinitionHolder(definition, name), registry, false)
						.getBeanDefinition());
		}));
	}

	/** Those that are there already are mocks. */
	private static List<String> names(ConfigurableListableBeanFactory factory, Class<?> type) {
		return List.of(factory.getBeanNamesForType(type, true, false))
			.stream()
			.filter((name) -> !factory.containsSingleton(name) && factory.containsBeanDefinition(name))
			.toList();
	}

	private static BeanDefinition take(ConfigurableListableBeanFactory factory, String name) {
		BeanDefinition definition = factory.getBeanDefinition(name);
		definition.setScope(NAME);
		return definition;
	}

	@Override
	public synchronized Object get(String name, ObjectFactory<?> factory) {
		Object bean = this.beans.get(name);
		if (bean == null) {
			// no computeIfAbsent: a bean needs others
			bean = factory.getObject();
			this.beans.put(name, bean);
		}
		return bean;
	}

	@Override
	public synchronized @Nullable Object remove(String name) {
		return this.beans.remove(name);
	}

	@Override
	public synchronized void registerDestructionCallback(String name, Runnable callback) {
		this.ends.push(callback);
	}

	/** Whether there is nothing to end. */
	synchronized boolean isEmpty() {
		return this.beans.isEmpty();
	}

	/** Ends what there is, so that who asks next gets something new. */
	void end() {
		List<Runnable> all;
		synchronized (this) {
			all = List.copyOf(this.ends);
			this.ends.clear();
		}
		// unlocked, since guests may ask for a bean while they are stopped
		all.forEach(Runnable::run);
		synchronized (this) {
			this.beans.clear();
		}
	}

}
