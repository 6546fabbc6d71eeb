const Takeaway = { menu: () => "" };
