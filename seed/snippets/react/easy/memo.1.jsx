export default memo(PriceChart);
