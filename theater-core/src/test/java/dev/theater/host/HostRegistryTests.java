package dev.theater.host;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.theater.component.HostInterface;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ValueType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostRegistryTests {

	@Test
	void refusesTwoHandlersOfOneName() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HostRegistry(
					List.of(types("shop", PrimitiveType.STRING), types("shop", PrimitiveType.STRING))))
			.withMessageContaining("two host handlers are named 'shop'");
	}

	@Test
	void refusesTwoHandlersThatOfferTheSameFunctions() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HostRegistry(List.of(functions("shop"), functions("market"))))
			.withMessage(
					"the host handlers 'shop' and 'market' both offer acme:shop/orders; an interface has one handler. "
							+ "To replace one that comes with the runtime, give yours the same name, 'shop'");
	}

	@Test
	void refusesTwoHandlersWithDifferentTypesOfOneName() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HostRegistry(
					List.of(types("shop", PrimitiveType.STRING), types("market", PrimitiveType.U32))))
			.withMessageContaining("both offer acme:shop/types");
	}

	@Test
	void offersTypesThatTwoHandlersShareOnce() {
		HostRegistry registry = new HostRegistry(
				List.of(types("shop", PrimitiveType.STRING), types("market", PrimitiveType.STRING)));
		assertThat(registry.interfaces(Set.of("shop", "market"))).extracting(HostInterface::name)
			.containsExactly("theater:simple/types", "acme:shop/types");
	}

	@Test
	void offersWhatIsGrantedAlone() {
		HostRegistry registry = new HostRegistry(List.of(functions("shop"), types("market", PrimitiveType.STRING)));
		assertThat(registry.interfaces(Set.of("market"))).extracting(HostInterface::name)
			.containsExactly("theater:simple/types", "acme:shop/types");
	}

	private static HostHandler types(String name, ValueType type) {
		return handler(name, (functions) -> functions.type("acme:shop/types", "article", type));
	}

	private static HostHandler functions(String name) {
		return handler(name, (functions) -> functions.function("acme:shop/orders", "place", FunctionType.of(null),
				(call, arguments) -> null));
	}

	private static HostHandler handler(String name, Consumer<HostFunctions> setUp) {
		return new HostHandler() {
			@Override
			public String name() {
				return name;
			}

			@Override
			public void setUpHostFunctions(HostFunctions functions) {
				setUp.accept(functions);
			}
		};
	}

}
